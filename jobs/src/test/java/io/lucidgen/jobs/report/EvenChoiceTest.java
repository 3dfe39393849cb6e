package io.lucidgen.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.jobs.spark.Serialization;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvenChoiceTest {

    @ParameterizedTest
    @CsvSource({"1,1", "7,1", "7,3", "12,12", "5,12", "1000,12", "1001,12", "100000,7"})
    void asManyAsWantedAtEvenDistances(long of, long count) {
        EvenChoice choice = Serialization.roundTrip(new EvenChoice(of, count));

        List<Long> kept = LongStream.range(0, of).filter(choice::keeps).boxed().toList();

        long expected = Math.min(of, count);
        assertThat(kept).hasSize((int) expected).startsWith(0L);
        for (int i = 1; i < kept.size(); i++) {
            assertThat(kept.get(i) - kept.get(i - 1)).isBetween(of / expected, of / expected + 1);
        }
    }

    @Test
    void everyTwentyFifthOfAHundredMakesFour() {
        EvenChoice choice = new EvenChoice(100, 4);

        assertThat(LongStream.range(0, 100).filter(choice::keeps)).containsExactly(0L, 25L, 50L, 75L);
    }
}
