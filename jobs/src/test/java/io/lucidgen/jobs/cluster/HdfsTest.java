package io.lucidgen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.evaluation.EvaluationJob;
import io.lucidgen.jobs.explanation.ExplanationJob;
import io.lucidgen.jobs.generation.GenerationJob;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.report.ReportJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunLock;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.RunOutput;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.training.TrainingJob;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Dataset, checkpoints, tables and reports on a real HDFS, of one name node and one data node. */
class HdfsTest {

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private static Path folder;

    private static MiniDFSCluster hdfs;
    private static TinyRuns runs;

    @BeforeAll
    static void start() throws Exception {
        hdfs = new MiniDFSCluster.Builder(
                        new Configuration(), folder.resolve("hdfs").toFile())
                .numDataNodes(1)
                .build();
        hdfs.waitActive();
        runs = new TinyRuns(SPARK.session(), folder);
    }

    @AfterAll
    static void stop() {
        if (hdfs != null) {
            hdfs.shutdown();
        }
    }

    @Test
    void theWholePath() throws Exception {
        JobContext context = context("whole");
        new IngestJob(context).run();
        trainWithADeath("whole");
        new GenerationJob(context).run(Optional.empty());
        new ExplanationJob(context).run(Optional.empty());
        new EvaluationJob(context).run(Optional.empty());
        new ReportJob(context).run(Optional.empty());

        Map<String, Long> tables = new TreeMap<>();
        List<String> commands = new ArrayList<>();
        for (RunManifest run : context.ledger().on(TinyRuns.DATE)) {
            commands.add(run.command());
            run.outputs().stream().filter(RunOutput::table).forEach(output -> {
                assertThat(output.path()).startsWith(uri());
                tables.put(
                        output.name(),
                        SPARK.session().read().parquet(output.path()).count());
                assertThat(tables.get(output.name())).isEqualTo(output.rows()).isPositive();
            });
        }
        assertThat(commands).contains("ingest", "train", "generate", "explain", "evaluate", "report");
        assertThat(tables).containsKeys("training_history", "samples", "explanations", "sample_scores");
        assertThat(runs.lines()).noneMatch(line -> line.contains("failed"));

        // What is done is skipped, by what lies on HDFS alone.
        int said = runs.lines().size();
        new TrainingJob(context("whole")).run();
        assertThat(runs.lines().subList(said, runs.lines().size())).anyMatch(line -> line.contains("already done"));
    }

    /** A training that dies after round 3 and goes on ends like one on a local disk that did not die. */
    private static void trainWithADeath(String root) throws Exception {
        JobContext dying = runs.dyingAt("round 3 ", "unused", settings(root));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        new TrainingJob(context(root)).run();
        assertThat(runs.lines()).contains("resuming after round 2");

        JobContext local = runs.context("local", TinyRuns.gan());
        new IngestJob(local).run();
        new TrainingJob(local).run();
        assertThat(latest(context(root)).state()).isEqualTo(latest(local).state());
    }

    @Test
    void aLockIsHeldByOne() throws Exception {
        FileSystem files = hdfs.getFileSystem();
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(uri() + "/locks/one");
        try (RunLock held = RunLock.acquire(files, file, "train", RunLock.Timing.DEFAULT, line -> {})) {
            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> RunLock.acquire(files, file, "train", RunLock.Timing.DEFAULT, line -> {}))
                    .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.LOCKED));
            assertThat(held.held()).isTrue();
        }
        RunLock.acquire(files, file, "train", RunLock.Timing.DEFAULT, line -> {})
                .close();
        assertThat(files.exists(file)).isFalse();
    }

    @Test
    void aLockWhoseHolderDiedWritingItIsTaken() throws Exception {
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(uri() + "/locks/two");
        RunLock.Timing quick = new RunLock.Timing(Duration.ofMillis(50), Duration.ofMillis(400));
        try (FileSystem another = FileSystem.newInstance(hdfs.getURI(), new Configuration())) {
            another.create(file, false);
            RunLock.acquire(hdfs.getFileSystem(), file, "train", quick, line -> {})
                    .close();
            assertThat(hdfs.getFileSystem().exists(file)).isFalse();
        }
    }

    @Test
    void aNameNodeThatDoesNotAnswerIsToldInOneLine() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String root = "hdfs://localhost:" + port + "/lucidgen";
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new IngestJob(runs.context("unused", TinyRuns.gan("root=" + root))).run())
                .withMessageStartingWith("Cannot write the dataset for root=" + root + ": ")
                .withMessageContaining("Connection refused");
    }

    private static JobContext context(String root) throws Exception {
        return runs.context("unused", settings(root));
    }

    private static String[] settings(String root) {
        return TinyRuns.gan(
                "root=" + uri() + "/" + root,
                "evaluation.scorer-epochs=1",
                "evaluation.reference-examples=20",
                "evaluation.neighbours=3",
                "evaluation.bootstrap=3");
    }

    private static String uri() {
        return hdfs.getURI().toString();
    }

    private static Checkpoint latest(JobContext context) throws Exception {
        CheckpointStore store = new CheckpointStore(context.files(), context.root());
        return store.load("tiny-model", store.latest("tiny-model").orElseThrow().version(), "gan");
    }
}
