package io.lucidgen.jobs.explanation;

import static org.apache.spark.sql.functions.col;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Normalizer;
import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.table.SamplesTable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings the samples that are to be explained to the driver: a latent for a generated one, the features for a real one.
 * The memory grows with their number, which the configuration bounds, and not with the tables that they come from.
 */
final class SubjectReader {

    private SubjectReader() {}

    /** The first so many rows of a table of samples, in their order. */
    static List<Subject> generated(Dataset<Row> samples, int count) {
        return samples
                .filter(col(SamplesTable.ORDINAL).lt(count))
                .orderBy(SamplesTable.ORDINAL)
                .select(SamplesTable.ID, SamplesTable.LATENT, SamplesTable.LABEL, SamplesTable.CRITIC_LOGIT)
                .collectAsList()
                .stream()
                .map(SubjectReader::generated)
                .toList();
    }

    private static Subject generated(Row row) {
        Integer label = row.getAs(SamplesTable.LABEL);
        return Subject.generated(
                row.getAs(SamplesTable.ID),
                SamplesTable.latent(row),
                label == null ? -1 : label,
                row.getAs(SamplesTable.CRITIC_LOGIT));
    }

    /** A random but fixed choice of held-out rows. */
    static List<Subject> real(DatasetSource dataset, Normalizer normalizer, int count, long seed) {
        return dataset.pick(Split.TEST, count, seed).stream()
                .map(sample ->
                        Subject.real(sample.id(), values(sample, dataset.description(), normalizer), sample.label()))
                .toList();
    }

    /** A random but fixed choice of rows that the model was trained on. */
    static List<Subject> training(DatasetSource dataset, Normalizer normalizer, int count, long seed) {
        return dataset.pick(Split.TRAIN, count, seed).stream()
                .map(sample -> Subject.training(
                        sample.id(), values(sample, dataset.description(), normalizer), sample.label()))
                .toList();
    }

    /** A random but fixed choice of held-out rows in the model's range, as doubles. */
    static List<double[]> references(DatasetSource dataset, Normalizer normalizer, int count, long seed) {
        return dataset.pick(Split.TEST, count, seed).stream()
                .map(sample -> {
                    float[] values = values(sample, dataset.description(), normalizer);
                    double[] widened = new double[values.length];
                    Arrays.setAll(widened, i -> values[i]);
                    return widened;
                })
                .toList();
    }

    private static float[] values(Sample sample, DatasetDescription dataset, Normalizer normalizer) {
        float[] values = new float[dataset.shape().features()];
        normalizer.apply(dataset.featureType(), sample.features(), 0, values, 0, values.length);
        return values;
    }
}
