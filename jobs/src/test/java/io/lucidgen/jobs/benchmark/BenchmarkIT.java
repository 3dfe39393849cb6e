package io.lucidgen.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole benchmark with little work: what it measures and what it calls it, never how fast that is. */
class BenchmarkIT {

    private static final String ROUND_BYTES = "train.tutorial-gan.round.bytes";

    private static final List<String> PROMISED = List.of(
            "train.tutorial-gan.samples-per-second",
            "train.tutorial-gan.efficiency",
            "train.tutorial-gan.efficiency.k5",
            "train.tutorial-gan.efficiency.k10.low",
            "train.tutorial-gan.efficiency.k20.high",
            "train.tutorial-gan.local.samples-per-second",
            "train.tutorial-gan.data.16x.round",
            "train.tutorial-gan.workers.2.samples-per-second",
            "train.stock-master.k5.direct.ratio",
            "train.stock-master.k5.export.ratio",
            "train.stock-master.k20.direct.ratio",
            "train.stock-master.k20.export.ratio",
            "explain.integrated-gradients.maps-per-second",
            "memory.rounds.driver");

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path folder;

    @Test
    void measuresAllThatItPromisesAndWritesItDown() throws Exception {
        TinyRuns runs = new TinyRuns(SPARK.session(), folder);
        Path out = folder.resolve("out");

        new BenchmarkJob(runs.context("root"), options(out, List.of(), 1)).run();

        JsonNode figures =
                new ObjectMapper().readTree(out.resolve("benchmark.json").toFile());
        List<String> names = new ArrayList<>();
        for (JsonNode figure : figures) {
            assertThat(figure.fieldNames()).toIterable().containsExactly("name", "value", "unit");
            names.add(figure.get("name").asText());
            if (figure.get("name").asText().equals(ROUND_BYTES)) {
                // Driver and executor are one process here, so the state stays where it is.
                assertThat(figure.get("value").asDouble()).isZero();
            }
            assertThat(figure.get("unit").asText())
                    .isIn("samples/s", "maps/s", "ratio", "ms", "bytes", "MiB", "slots", "steps");
            assertThat(figure.get("value").isDouble()).isTrue();
            assertThat(figure.get("value").asDouble()).isFinite();
            // The terms of the formula are differences, which little work may make negative.
            if (PROMISED.contains(figure.get("name").asText())) {
                assertThat(figure.get("value").asDouble()).as("%s", figure).isPositive();
            }
        }
        assertThat(names)
                .isSorted()
                .doesNotHaveDuplicates()
                .containsAll(PROMISED)
                .contains(ROUND_BYTES);
        assertThat(Files.readString(out.resolve("results.md")))
                .contains("| `train.tutorial-gan.efficiency` |", "noise in the place of images");
        assertThat(runs.lines()).anyMatch(line -> line.startsWith("train.tutorial-gan.efficiency "));
        assertThat(folder.resolve("root/benchmark-export")).doesNotExist();
    }

    @Test
    void aMeasureThatDoesNotExistAndTooFewPairsAreRefused() throws Exception {
        TinyRuns runs = new TinyRuns(SPARK.session(), folder);

        assertThatThrownBy(() -> new BenchmarkJob(runs.context("root"), options(folder, List.of("speed"), 1)).run())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--only=speed")
                .hasMessageContaining("stock-master");
        assertThatThrownBy(() -> new BenchmarkJob(runs.context("root"), options(folder, List.of(), 0)).run())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--pairs=0");
    }

    private static BenchmarkOptions options(Path out, List<String> only, int pairs) {
        return new BenchmarkOptions(
                Optional.of(new org.apache.hadoop.fs.Path(out.toUri())), only, pairs, true, Optional.empty());
    }
}
