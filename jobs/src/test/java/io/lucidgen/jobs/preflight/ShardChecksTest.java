package io.lucidgen.jobs.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.data.ShardPlan;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardChecksTest {

    @Test
    void asManyWorkersAsSlotsIsAsItShouldBe() {
        assertThat(check(1000, 4, 100, 4)).isEmpty();
        assertThat(check(1000, 8, 100, 4)).isEmpty();
    }

    @Test
    void idleSlotsAreAWarning() {
        assertThat(check(1000, 2, 100, 8))
                .singleElement()
                .asString()
                .contains("run 8 tasks at once, so that 6 of them");
        assertThat(check(1000, 5, 100, 4))
                .singleElement()
                .asString()
                .contains("3 of them have nothing to do at the end of each round")
                .contains("a multiple of 4");
    }

    @Test
    void aShardSmallerThanABatchIsAWarning() {
        assertThat(check(399, 4, 100, 4)).singleElement().asString().contains("a worker has 99 examples");
        assertThat(check(400, 4, 100, 4)).isEmpty();
    }

    @Test
    void aWorkerWithoutDataIsRefused() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> check(3, 4, 100, 4))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA));
    }

    private static List<String> check(long examples, int workers, int batchSize, int slots) {
        List<Finding> findings = ShardChecks.all(new ShardPlan(examples, workers, 10, 1), batchSize, slots);
        assertThat(findings).noneMatch(Finding::refused);
        return findings.stream().map(Finding::text).toList();
    }
}
