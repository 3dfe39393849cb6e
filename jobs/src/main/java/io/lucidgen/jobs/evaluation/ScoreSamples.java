package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.BallHits;
import io.lucidgen.evaluation.NeighbourBalls;
import io.lucidgen.evaluation.SampleScore;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.model.LatentPrior.Placed;
import io.lucidgen.privacy.SamplePrivacy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Scores generated samples one by one; a sample's score depends on no other sample.
 *
 * @param reference the balls of real samples
 * @param compared with the training data, by ordinal; later samples were not
 * @param classNames name of each label
 * @param category where latents choose a class or a category; null where they choose none
 */
record ScoreSamples(
        Broadcast<Scorer> scorer,
        Broadcast<NeighbourBalls> reference,
        Broadcast<SamplePrivacy[]> compared,
        PngPixels pixels,
        List<String> classNames,
        Placed category)
        implements FlatMapFunction<Iterator<Row>, SampleScore> {

    @Override
    public Iterator<SampleScore> call(Iterator<Row> rows) {
        ScorerNetwork network = new ScorerNetwork(scorer.value());
        return new RowBatches<>(rows, batch -> score(network, batch));
    }

    private List<SampleScore> score(ScorerNetwork network, List<Row> batch) {
        List<SampleRow> samples = batch.stream().map(SamplesTable::sample).toList();
        byte[] packed = RowBatches.packed(samples.stream().map(pixels::of).toList());
        ScoredRows scored = network.score(packed, samples.size());
        BallHits hits = reference.value().hits(scored.features());
        List<SampleScore> scores = new ArrayList<>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            int predicted = scored.classes()[i];
            Optional<SamplePrivacy> privacy = privacy(samples.get(i).ordinal());
            scores.add(new SampleScore(
                    samples.get(i).id(),
                    predicted,
                    classNames.get(predicted),
                    scored.probabilities()[i][predicted],
                    hits.realism()[i],
                    hits.nearest()[i],
                    scorer.value().card().parametersSha256(),
                    category == null ? null : category.category(samples.get(i).latent(), 0),
                    privacy.map(SamplePrivacy::distanceRatio).orElse(null),
                    privacy.map(SamplePrivacy::membershipScore).orElse(null)));
        }
        return scores;
    }

    private Optional<SamplePrivacy> privacy(long ordinal) {
        SamplePrivacy[] all = compared.value();
        return ordinal < all.length ? Optional.of(all[(int) ordinal]) : Optional.empty();
    }
}
