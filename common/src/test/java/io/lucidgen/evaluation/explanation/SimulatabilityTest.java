package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.evaluation.explanation.Simulatability.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatabilityTest {

    @Test
    void theIntervalIsNewcombes() {
        // His example: 56 of 70 against 48 of 80, by the score method without continuity correction.
        Simulatability result = new Simulatability(70, 56, 80, 48);

        assertThat(result.difference()).isEqualTo(0.2, within(1e-12));
        assertThat(result.interval().low()).isEqualTo(0.0524, within(5e-5));
        assertThat(result.interval().high()).isEqualTo(0.3339, within(5e-5));
        assertThat(result.helps()).isTrue();
    }

    @Test
    void guessesShowNothing() {
        assertThat(new Simulatability(20, 10, 20, 10).helps()).isFalse();
        assertThat(new Simulatability(20, 12, 20, 10).helps()).isFalse();
    }

    @Test
    void answersAreCountedByTheirMap() {
        Simulatability result = Simulatability.of(List.of(
                new Answer(true, true), new Answer(true, false), new Answer(true, true), new Answer(false, false)));

        assertThat(result).isEqualTo(new Simulatability(3, 2, 1, 0));
    }

    @Test
    void withoutAnswersOfEitherKindNothingIsCompared() {
        assertThatIllegalArgumentException().isThrownBy(() -> Simulatability.of(List.of(new Answer(true, true))));
    }
}
