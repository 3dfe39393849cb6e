package io.lucidgen.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.SamplesTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TrainOnGeneratedTest {
    private static final int[] GREY = {1, LabelledBlobs.SIDE, LabelledBlobs.SIDE};
    private static final DatasetDescription BLOBS =
            LabelledBlobs.description(EvaluationInputs.TRAIN, EvaluationInputs.TEST);

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path folder;

    @Test
    void aClassifierLearnsFromSamplesWhatTheirLabelsTeachIt() throws IOException {
        JobContext context = EvaluationInputs.context(
                SPARK.session(), folder, LocalDate.of(2026, 3, 1), new ArrayList<>(), "blobs", "blob-gan");
        EvaluationInputs.dataset(context, BLOBS);
        DatasetSource source = DatasetSource.newest(SPARK.session(), context.files(), context.root(), BLOBS.name());
        Scorers scorers = new Scorers(
                SPARK.context(),
                new ScorerStore(context.files(), context.root()),
                ScorerSettings.of(context.config().evaluation()));
        TrainOnGenerated learner = new TrainOnGenerated(SPARK.session(), scorers, source, new Bootstrap(5, 1));
        PngPixels pixels = PngPixels.of(BLOBS.shape());

        ModelScore right = learner.of(labelled(0), pixels);
        assertThat(right.value()).isGreaterThan(0.9).isCloseTo(right.floor(), within(0.1));
        assertThat(learner.of(labelled(1), pixels).value()).isLessThan(0.1);
    }

    private static Dataset<Row> labelled(int shift) {
        return SPARK.session()
                .createDataFrame(
                        EvaluationInputs.sampleRows(
                                EvaluationInputs.real(400), GREY, null, i -> (i + shift) % LabelledBlobs.CLASSES),
                        SamplesTable.TABLE.schema());
    }
}
