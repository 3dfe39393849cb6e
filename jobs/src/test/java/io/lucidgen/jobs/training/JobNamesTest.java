package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the Spark UI shows of a training run while it goes on. */
class JobNamesTest {

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path folder;

    private final List<String> names = new CopyOnWriteArrayList<>();

    @Test
    void aRoundsJobSaysWhatTheRoundBeforeItCameTo() throws Exception {
        TinyRuns runs = new TinyRuns(SPARK.session(), folder);
        new IngestJob(runs.context("root")).run();
        SparkListener listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                names.add(start.properties().getProperty("spark.job.description", ""));
            }
        };
        SPARK.session().sparkContext().addSparkListener(listener);
        try {
            new TrainingJob(runs.context("root", TinyRuns.gan())).run();
            SPARK.session().sparkContext().listenerBus().waitUntilEmpty();
        } finally {
            SPARK.session().sparkContext().removeSparkListener(listener);
        }

        assertThat(names).anyMatch(name -> name.matches("train tiny-model: round 1 of 6: train[^(]*"));
        assertThat(names)
                .anyMatch(name -> name.matches("train tiny-model: round (\\d) of 6: train.*"
                        + " \\(round \\d: discriminator gradient norm [0-9.]+, generator gradient norm [0-9.]+,"
                        + " worker divergence [0-9.]+, [0-9.]+ MB moved, [0-9]+ MB off heap\\)"));
    }
}
