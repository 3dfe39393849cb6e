package io.lucidgen.jobs.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.jobs.spark.LiveExecutor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerPlacementTest {

    @Test
    void workersAreDealtOutInTurn() {
        assertThat(ids(WorkerPlacement.none(5).on(executors(2, 2)), 5)).containsExactly("0", "1", "0", "1", "0");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "7, 3", "3, 7", "16, 5", "100, 8"})
    void noExecutorHasMoreThanItsShare(int workers, int executors) {
        List<String> ids = ids(WorkerPlacement.none(workers).on(executors(executors, 4)), workers);
        int most = (workers + executors - 1) / executors;
        ids.forEach(id -> assertThat(ids.stream().filter(id::equals).count()).isLessThanOrEqualTo(most));
        assertThat(ids.stream().distinct()).hasSize(Math.min(workers, executors));
    }

    @Test
    void anExecutorWithMoreCoresTakesMore() {
        List<LiveExecutor> unequal = List.of(new LiveExecutor("0", "a", 1), new LiveExecutor("1", "b", 3));
        assertThat(ids(WorkerPlacement.none(8).on(unequal), 8))
                .filteredOn("1"::equals)
                .hasSize(6);
    }

    @Test
    void theOneThatCameFirstGivesHalfOfThemToTheSecond() {
        WorkerPlacement alone = WorkerPlacement.none(4).on(executors(1, 1));
        assertThat(ids(alone, 4)).containsOnly("0");
        assertThat(ids(alone.on(executors(2, 1)), 4)).containsExactly("0", "0", "1", "1");
    }

    @Test
    void onlyTheWorkersOfALostExecutorMove() {
        WorkerPlacement three = WorkerPlacement.none(6).on(executors(3, 2));
        List<LiveExecutor> left = executors(3, 2).subList(1, 3);
        List<String> before = ids(three, 6);
        List<String> after = ids(three.on(left), 6);
        for (int worker = 0; worker < 6; worker++) {
            if (!before.get(worker).equals("0")) {
                assertThat(after.get(worker)).isEqualTo(before.get(worker));
            }
        }
        assertThat(after).doesNotContain("0");
        assertThat(after).filteredOn("1"::equals).hasSize(3);
    }

    @Test
    void nothingMovesWhileTheExecutorsStayTheSame() {
        WorkerPlacement placed = WorkerPlacement.none(7).on(executors(3, 2));
        assertThat(ids(placed.on(executors(3, 2)), 7)).isEqualTo(ids(placed, 7));
    }

    @Test
    void withoutExecutorsNoWorkerHasAPlace() {
        assertThat(WorkerPlacement.none(2).on(executors(2, 1)).on(List.of()).of(1))
                .isEmpty();
    }

    @Test
    void executorsAreSortedAsTheyAreNumbered() {
        assertThat(List.of(new LiveExecutor("10", "a", 1), new LiveExecutor("9", "a", 1)).stream()
                        .sorted(LiveExecutor.BY_ID)
                        .map(LiveExecutor::id))
                .containsExactly("9", "10");
    }

    private static List<LiveExecutor> executors(int count, int cores) {
        return IntStream.range(0, count)
                .mapToObj(id -> new LiveExecutor(Integer.toString(id), "host", cores))
                .toList();
    }

    private static List<String> ids(WorkerPlacement placement, int workers) {
        return IntStream.range(0, workers)
                .mapToObj(worker -> placement.of(worker).orElseThrow().id())
                .toList();
    }
}
