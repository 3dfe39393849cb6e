package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Normalizer;
import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.evaluation.FeatureSpace;
import io.lucidgen.evaluation.NearestDistances;
import io.lucidgen.evaluation.NearestRows;
import io.lucidgen.jobs.table.DatasetTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * How far samples are from the nearest training rows of a partition, in the scorer's features and in principal
 * components. A task holds the distances of a bounded block at a time.
 *
 * @param unit from the dataset's values to [0, 1]
 * @param queries the samples in either space
 */
record NearestTraining(
        Broadcast<Scorer> scorer, FeatureSpace principal, Normalizer unit, Broadcast<List<FeatureRows>> queries)
        implements FlatMapFunction<Iterator<Row>, NearestDistances[]> {

    // Few large products are faster than many small ones.
    private static final int ROWS = 2048;

    @Override
    public Iterator<NearestDistances[]> call(Iterator<Row> rows) {
        ScorerNetwork network = new ScorerNetwork(scorer.value());
        FeatureSpace.Eye eye = principal.open();
        List<NearestRows> nearest =
                queries.value().stream().map(NearestRows::new).toList();
        List<byte[]> batch = new ArrayList<>();
        while (rows.hasNext()) {
            batch.add(rows.next().getAs(DatasetTable.FEATURES));
            if (batch.size() == ROWS || !rows.hasNext()) {
                byte[] packed = RowBatches.packed(batch);
                nearest.get(0).look(network.score(packed, batch.size()).features());
                float[] values = new float[packed.length];
                unit.apply(FeatureType.UINT8, packed, 0, values, 0, values.length);
                nearest.get(1).look(eye.see(values, batch.size()));
                batch.clear();
            }
        }
        return Collections.singleton(
                        nearest.stream().map(NearestRows::distances).toArray(NearestDistances[]::new))
                .iterator();
    }
}
