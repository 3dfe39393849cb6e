package io.lucidgen.jobs.evaluation;

import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SamplesTable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/** Shows generated samples to the scorer; the critic's logit is the one that was stored with them. */
record SeeGenerated(Broadcast<Scorer> scorer, PngPixels pixels) implements FlatMapFunction<Iterator<Row>, SeenSample> {

    @Override
    public Iterator<SeenSample> call(Iterator<Row> rows) {
        ScorerNetwork network = new ScorerNetwork(scorer.value());
        return new RowBatches<>(rows, batch -> see(network, batch));
    }

    private List<SeenSample> see(ScorerNetwork network, List<Row> batch) {
        List<SampleRow> samples = batch.stream().map(SamplesTable::sample).toList();
        byte[] packed = RowBatches.packed(samples.stream().map(pixels::of).toList());
        ScoredRows scored = network.score(packed, samples.size());
        List<SeenSample> seen = new ArrayList<>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            SampleRow sample = samples.get(i);
            seen.add(SeenSample.of(sample.ordinal(), scored, i, sample.criticLogit(), null));
        }
        return seen;
    }
}
