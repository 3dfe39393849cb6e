package io.lucidgen.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.spark.SharedSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be evaluated, and that nothing is written then. */
class EvaluationRefusalTest {
    private static final int[] GREY = {1, LabelledBlobs.SIDE, LabelledBlobs.SIDE};
    private static final DatasetDescription BLOBS =
            LabelledBlobs.description(EvaluationInputs.TRAIN, EvaluationInputs.TEST);
    private static final String GAN = "blob-gan";

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private static Path folder;

    // Each test has a day to itself.
    private static LocalDate date = LocalDate.of(2026, 3, 1);

    @BeforeAll
    static void publish() throws IOException {
        JobContext context = about("blobs", GAN);
        EvaluationInputs.dataset(context, BLOBS);
        EvaluatedModels.save(context, EvaluatedModels.gan(GAN, BLOBS));
    }

    @Test
    void withoutSamplesNothingIsWritten() throws IOException {
        refused(about("blobs", GAN), "Run generate for this date first");
    }

    @Test
    void withoutLabelsNothingIsWritten() throws IOException {
        DatasetDescription unlabelled = LabelledBlobs.description(
                "unlabelled", EvaluationInputs.TRAIN, EvaluationInputs.TEST, BLOBS.shape(), List.of());
        JobContext context = about("unlabelled", "unlabelled-gan");
        EvaluationInputs.dataset(context, unlabelled);
        EvaluatedModels.save(context, EvaluatedModels.gan("unlabelled-gan", unlabelled));
        EvaluationInputs.samples(context, "unlabelled-gan", EvaluationInputs.real(40), GREY, 1.0, 1);

        refused(context, "labels");
    }

    @Test
    void aModelOfOtherDataIsRefused() throws IOException {
        DatasetDescription other = new DatasetDescription(
                BLOBS.schemaVersion(),
                BLOBS.name(),
                BLOBS.modality(),
                BLOBS.shape(),
                BLOBS.featureType(),
                BLOBS.statistics(),
                BLOBS.classNames(),
                BLOBS.counts(),
                0,
                "fedcba9876543210".repeat(4));
        JobContext context = about("blobs", "other-gan");
        EvaluatedModels.save(context, EvaluatedModels.gan("other-gan", other));
        EvaluationInputs.samples(context, "other-gan", EvaluationInputs.real(40), GREY, 1.0, 1);

        refused(context, "the model was trained on the content fedcba9876543210");
    }

    @Test
    void tooFewSamplesAreRefused() throws IOException {
        JobContext context = about("blobs", GAN);
        EvaluationInputs.samples(context, GAN, EvaluationInputs.real(5), GREY, 1.0, 1);

        refused(context, "only 5 generated");
    }

    private static void refused(JobContext context, String reason) throws IOException {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new EvaluationJob(context).run(Optional.empty()))
                .withMessageContaining(reason)
                .satisfies(thrown -> assertThat(thrown.exitCode()).isEqualTo(ExitCode.DATA));
        assertThat(context.ledger().on(context.runDate()))
                .noneMatch(run -> run.command().equals("evaluate"));
        for (String table : List.of("sample_scores", "model_scores")) {
            assertThat(folder.resolve("tables").resolve(table)).doesNotExist();
        }
    }

    private static JobContext about(String dataset, String model) throws IOException {
        date = date.plusDays(1);
        return EvaluationInputs.context(SPARK.session(), folder, date, new ArrayList<>(), dataset, model);
    }
}
