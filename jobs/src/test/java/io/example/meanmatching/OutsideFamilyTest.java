package io.example.meanmatching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.error.UserException;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.evaluation.EvaluationJob;
import io.lucidgen.jobs.generation.GenerationJob;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.report.ReportJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.training.TrainingJob;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A family that Lucidgen does not know is configured, trained by averaging, generated from, evaluated and shown. */
class OutsideFamilyTest {

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    static Path folder;

    private static final String[] SETTINGS = {
        "model.family=mean-matching",
        "model.mean-matching.layers=[12]",
        "training.rounds=30",
        "training.ema-decay=0.9",
        "training.optimizer.learning-rate=0.02",
        "evaluation.scorer-epochs=1",
        "evaluation.reference-examples=20",
        "evaluation.neighbours=3",
        "evaluation.bootstrap=5"
    };

    @Test
    void goesTheWayOfTheOthers() throws Exception {
        TinyRuns runs = new TinyRuns(SPARK.session(), folder);
        JobContext context = runs.context("root", SETTINGS);
        new IngestJob(context).run();
        new TrainingJob(context).run();
        new GenerationJob(context).run(Optional.empty());
        new EvaluationJob(context).run(Optional.empty());
        new ReportJob(context).run(Optional.empty());

        for (String command : new String[] {"train", "generate", "evaluate", "report"}) {
            Optional<RunManifest> run = context.ledger().latest(command, "tiny-model", context.runDate());
            assertThat(run).as(command).isPresent();
        }
        assertThat(ModelFamilies.named("mean-matching")).isInstanceOf(MeanMatchingFamily.class);
    }

    @Test
    void itsSettingsAreCheckedAsAllAre() throws Exception {
        TinyRuns runs = new TinyRuns(SPARK.session(), folder);

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> runs.context("root", "model.family=mean-matching", "model.mean-matching.layer=[3]"))
                .withMessageContaining("model.mean-matching.layer is not a setting");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> runs.context("root", "model.family=gan", "model.mean-matching.layers=[3]"))
                .withMessageContaining("has no meaning for model.family = gan");
    }
}
