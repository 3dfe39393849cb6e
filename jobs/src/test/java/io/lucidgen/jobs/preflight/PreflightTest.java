package io.lucidgen.jobs.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.Serialization;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    Path folder;

    @Test
    void aSoundSessionPassesAndNothingIsLeftBehind() throws Exception {
        run(folder.resolve("root"));
        assertThat(folder.resolve("root")).isEmptyDirectory();
    }

    @Test
    void aRootThatMayNotBeWrittenIsOneLine() throws IOException {
        // A file where the folder should be: even a privileged user cannot write below it.
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        assertThatThrownBy(() -> run(blocked.resolve("root")))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageStartingWith("Cannot start training for process=driver: it cannot write ")
                .hasMessageContaining("Set root to a folder");
    }

    @Test
    void anExecutorThatSeesAnotherFolderIsFound() throws IOException {
        RootProbe driver = probe("shared", "one");
        Configuration hadoop = new Configuration();
        assertThat(driver.leave(hadoop)).isEmpty();
        assertThat(driver.answer("3", hadoop)).isEmpty();
        assertThat(driver.heard("3", hadoop)).isEmpty();
        assertThat(driver.heard("4", hadoop)).get().asString().contains("the driver does not see");
        assertThat(probe("elsewhere", "one").answer("3", hadoop))
                .get()
                .asString()
                .contains("it does not see");
        assertThat(probe("shared", "two").answer("3", hadoop)).get().asString().contains("another run's");
        driver.clear(hadoop);
        assertThat(folder.resolve("shared")).doesNotExist();
    }

    @Test
    void theEstimateOfMemoryCountsStateBlocksAndTensors() throws IOException {
        LucidgenConfig config = context(folder.resolve("x"), TinyRuns.gan()).config();
        ModelDefinition definition =
                ModelFamilies.named(config.model().family()).define(config.model(), dataset());
        ModelState state = TrainingSteps.initialState(definition, config.training(), 1, 1);
        // 3 -> 8 -> 784 and 784 -> 8 -> 1, each with two moments of Adam.
        long numbers = 3 * ((3 * 8 + 8 + 8 * 784 + 784) + (784 * 8 + 8 + 8 + 1));
        assertThat(state.size()).isEqualTo(numbers);
        long small = MemoryNeed.of(definition, state, 10).bytesPerSlot();
        long large = MemoryNeed.of(definition, state, 20).bytesPerSlot();
        // What does not grow with the batch is the state, its gradients, and the blocks of three means and two
        // contributions.
        assertThat(2 * small - large).isEqualTo((2 + 3 + 2) * Float.BYTES * numbers);
        // A batch holds, at the least, each network's input, hidden layer and output.
        assertThat(large - small).isGreaterThanOrEqualTo(10L * 2 * 2 * Float.BYTES * (3 + 8 + 784 + 784 + 8 + 1));
        assertThat(MemoryNeed.of(definition, state, 10).bytes(3)).isEqualTo(3 * small);
    }

    @Test
    void theOverheadIsSparksOwn() {
        assertThat(Memory.overhead(new SparkConf(false))).isEqualTo(384L << 20);
        assertThat(Memory.overhead(new SparkConf(false).set("spark.executor.memory", "10g")))
                .isEqualTo(1024L << 20);
        assertThat(Memory.overhead(new SparkConf(false).set("spark.executor.memoryOverhead", "2g")))
                .isEqualTo(2048L << 20);
        assertThat(Memory.overhead(new SparkConf(false).set("spark.executor.memoryOverhead", "700")))
                .isEqualTo(700L << 20);
    }

    @Test
    void packagesThatSparkNeedsAreOpenHere() {
        assertThat(Examination.closedPackages()).isEmpty();
    }

    @Test
    void functionsReachExecutorsUnchanged() {
        RootProbe probe = probe("a", "token");
        assertThat(Serialization.roundTrip(probe)).isEqualTo(probe);
        ExamineExecutor examine = new ExamineExecutor(
                Map.of("1", 2), Map.of("1", "a"), probe, new SerializableConfiguration(new Configuration()));
        assertThat(Serialization.roundTrip(examine)).isInstanceOf(ExamineExecutor.class);
        ProcessFacts facts = Examination.ofThisProcess("me", true, 1, new SparkConf(false), java.util.Optional.empty());
        assertThat(Serialization.roundTrip(facts)).isEqualTo(facts);
    }

    private void run(Path root) throws Exception {
        Files.createDirectories(folder);
        JobContext context = context(root, TinyRuns.gan());
        LucidgenConfig config = context.config();
        ModelDefinition definition =
                ModelFamilies.named(config.model().family()).define(config.model(), dataset());
        ModelState state = TrainingSteps.initialState(definition, config.training(), 2, 1);
        new Preflight(context).run(definition, state, new ShardPlan(100, 2, 10, 1), 8, context.root());
    }

    private JobContext context(Path root, String... settings) throws IOException {
        return new TinyRuns(SPARK.session(), folder)
                .context(folder.relativize(root).toString(), settings);
    }

    private RootProbe probe(String name, String token) {
        return new RootProbe(folder.resolve(name).toUri().toString(), token);
    }

    private static DatasetDescription dataset() {
        return new DatasetDescription(
                1,
                "tiny",
                Modality.IMAGE,
                SampleShape.image(1, 28, 28),
                FeatureType.UINT8,
                new FeatureStatistics(0, 255, 100, 50, 100),
                List.of(),
                Map.of(Split.TRAIN, 100L, Split.TEST, 10L),
                0,
                "0123456789abcdef0123456789abcdef");
    }
}
