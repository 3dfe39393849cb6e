package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Normalizer;
import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.evaluation.FeatureSpace;
import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SamplesTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Shows samples to several feature spaces.
 *
 * @param unit from the dataset's values to [0, 1]
 * @param pixels reads generated samples; null where the rows are the dataset's
 */
record SeeInSpaces(List<FeatureSpace> spaces, Normalizer unit, PngPixels pixels)
        implements FlatMapFunction<Iterator<Row>, SeeInSpaces.Placed> {

    /**
     * A sample's features.
     *
     * @param ordinal its place in its table, which orders a comparison
     * @param features {@code [spaces][features]}
     */
    record Placed(long ordinal, float[][] features) implements Serializable {}

    @Override
    public Iterator<Placed> call(Iterator<Row> rows) {
        List<FeatureSpace.Eye> eyes = spaces.stream().map(FeatureSpace::open).toList();
        return new RowBatches<>(rows, batch -> see(eyes, batch));
    }

    private List<Placed> see(List<FeatureSpace.Eye> eyes, List<Row> batch) {
        long[] ordinals = new long[batch.size()];
        List<byte[]> packed = new ArrayList<>();
        for (int i = 0; i < ordinals.length; i++) {
            if (pixels == null) {
                ordinals[i] = batch.get(i).<Long>getAs(DatasetTable.ORDINAL);
                packed.add(batch.get(i).getAs(DatasetTable.FEATURES));
            } else {
                SampleRow sample = SamplesTable.sample(batch.get(i));
                ordinals[i] = sample.ordinal();
                packed.add(pixels.of(sample));
            }
        }
        byte[] bytes = RowBatches.packed(packed);
        float[] values = new float[bytes.length];
        unit.apply(FeatureType.UINT8, bytes, 0, values, 0, values.length);
        List<FeatureRows> seen =
                eyes.stream().map(eye -> eye.see(values, ordinals.length)).toList();
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < ordinals.length; i++) {
            float[][] features = new float[seen.size()][];
            for (int space = 0; space < features.length; space++) {
                features[space] = seen.get(space).slice(i, i + 1).values();
            }
            placed.add(new Placed(ordinals[i], features));
        }
        return placed;
    }
}
