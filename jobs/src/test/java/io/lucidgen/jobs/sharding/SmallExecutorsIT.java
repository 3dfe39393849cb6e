package io.lucidgen.jobs.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.jobs.spark.EmbeddedSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards many times larger than their executors' memory, and executors that come late and are killed. */
class SmallExecutorsIT {
    private static final int HEAP_MB = 480;

    // What spark.executor.memoryOverhead allows beside the heap at the least.
    private static final int OVERHEAD_MB = 384;

    @BeforeAll
    static void isPackaged() {
        EmbeddedSpark.assumePackaged();
    }

    @Test
    void theyStreamUnderTheirBoundAndSurviveALoss(@TempDir Path folder) throws Exception {
        String output = EmbeddedSpark.run(
                folder,
                "local-cluster[2,1," + HEAP_MB + "]",
                List.of(
                        "spark.executor.memory=" + HEAP_MB + "m",
                        "spark.memory.fraction=0.3",
                        "spark.scheduler.minRegisteredResourcesRatio=0",
                        "spark.local.dir=" + folder),
                LargeShards.class,
                LargeShards.NoisyRow.class,
                LargeShards.Seen.class,
                LargeShards.Look.class,
                LargeShards.PeakMemory.class);
        Map<String, Long> said = output.lines()
                .filter(line -> line.startsWith("said "))
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[1], words -> Long.valueOf(words[2]), Math::max));

        // Under 480 MiB of heap: 590 MB of data, 57 MB of storage memory, 687 MB resident at the peak when measured.
        assertThat(said.get("data-bytes")).isGreaterThan(10 * said.get("storage-bytes"));
        assertThat(said.get("examples-seen")).isEqualTo(LargeShards.EXAMPLES);
        assertThat(said.get("sum-of-labels")).isEqualTo(LargeShards.EXAMPLES * (LargeShards.EXAMPLES - 1L) / 2);
        assertThat(said.get("parts-that-differ-after-a-loss")).isZero();
        assertThat(said.get("executors-used")).isEqualTo(2);
        assertThat(said.get("living-that-were-lost")).isZero();
        assertThat(said.get("peak-resident-bytes")).isLessThan((HEAP_MB + OVERHEAD_MB) * (1L << 20));
    }
}
