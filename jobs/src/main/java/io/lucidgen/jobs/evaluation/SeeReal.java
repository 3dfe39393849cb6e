package io.lucidgen.jobs.evaluation;

import io.lucidgen.jobs.table.DatasetTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/** Shows rows of the dataset to the scorer alone. */
record SeeReal(Broadcast<Scorer> scorer) implements FlatMapFunction<Iterator<Row>, SeenSample> {

    @Override
    public Iterator<SeenSample> call(Iterator<Row> rows) {
        ScorerNetwork network = new ScorerNetwork(scorer.value());
        return new RowBatches<>(rows, batch -> see(network, batch));
    }

    private static List<SeenSample> see(ScorerNetwork network, List<Row> batch) {
        ScoredRows scored = network.score(RowBatches.packed(features(batch)), batch.size());
        List<SeenSample> seen = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            long ordinal = batch.get(i).<Long>getAs(DatasetTable.ORDINAL);
            seen.add(SeenSample.of(ordinal, scored, i, null, null));
        }
        return seen;
    }

    static List<byte[]> features(List<Row> batch) {
        return batch.stream()
                .map(row -> row.<byte[]>getAs(DatasetTable.FEATURES))
                .toList();
    }
}
