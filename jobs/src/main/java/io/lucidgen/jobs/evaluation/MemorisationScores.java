package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Split;
import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.evaluation.FeatureSpace;
import io.lucidgen.evaluation.Memorisation;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.evaluation.NearestDistances;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.privacy.SamplePrivacy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Whether generated samples are nearer to the training data than held-out ones are, in the scorer's features and in
 * principal components. All training rows are looked at, once: {@code training rows * samples * features}
 * multiplications, shared by the tasks; the driver holds a few numbers for each sample.
 */
final class MemorisationScores {
    private final JavaSparkContext spark;
    private final Broadcast<Scorer> scorer;
    private final DatasetSource source;
    private final Bootstrap bootstrap;

    MemorisationScores(JavaSparkContext spark, Broadcast<Scorer> scorer, DatasetSource source, Bootstrap bootstrap) {
        this.spark = spark;
        this.scorer = scorer;
        this.source = source;
        this.bootstrap = bootstrap;
    }

    /**
     * What was found.
     *
     * @param scores of the model, in both spaces
     * @param samples of each of the generated samples that were compared, by ordinal, in the scorer's space
     */
    record Found(List<ModelScore> scores, SamplePrivacy[] samples) {}

    /**
     * The figures in both spaces.
     *
     * @param seen the comparison's samples as the scorer sees them
     * @param others has the principal components
     * @param inPrincipal the comparison's samples in them
     */
    Found of(Sides seen, OtherSpaces others, Sides inPrincipal) {
        FeatureSpace principal = others.principal();
        NearestDistances[] nearest = nearest(others, List.of(queries(seen), queries(inPrincipal)));
        int generated = seen.generated().rows();
        List<ModelScore> scores = new ArrayList<>();
        scores(nearest[0].first(), generated)
                .forEach(score -> scores.add(score.seenBy(scorer.value().card().parametersSha256())));
        String sha256 = principal.sha256();
        scores(nearest[1].first(), generated).forEach(score -> scores.add(score.seenIn(principal.name(), sha256)));
        return new Found(scores, samples(seen, nearest[0]));
    }

    private SamplePrivacy[] samples(Sides seen, NearestDistances toTraining) {
        int generated = seen.generated().rows();
        NearestDistances toHeldOut = new Neighbourhoods(spark, 1).nearest(queries(seen), seen.heldOut());
        int all = generated + seen.heldOut().rows();
        return SamplePrivacy.of(
                toTraining.between(0, generated),
                toHeldOut.between(0, generated),
                toTraining.between(generated, all),
                toHeldOut.between(generated, all));
    }

    private static FeatureRows queries(Sides sides) {
        return FeatureRows.concatenated(sides.generated().columns(), List.of(sides.generated(), sides.heldOut()));
    }

    private NearestDistances[] nearest(OtherSpaces others, List<FeatureRows> queries) {
        Broadcast<List<FeatureRows>> shared = spark.broadcast(queries);
        try {
            return source.rows(Split.TRAIN)
                    .javaRDD()
                    .mapPartitions(new NearestTraining(scorer, others.principal(), others.unit(), shared))
                    .treeReduce(new NearestOfBoth());
        } finally {
            shared.destroy();
        }
    }

    /** The floor compares every other held-out sample with those between. */
    private List<ModelScore> scores(double[] nearest, int samples) {
        double[] generated = Arrays.copyOf(nearest, samples);
        double[] heldOut = Arrays.copyOfRange(nearest, samples, nearest.length);
        double[] even = every(heldOut, 0);
        double[] odd = every(heldOut, 1);
        Memorisation memorisation = Memorisation.of(heldOut);
        Memorisation floor = Memorisation.of(even);
        return List.of(
                score(Metric.NEARER_TO_TRAINING, memorisation.nearer(generated), floor.nearer(odd)),
                score(Metric.NEAR_COPIES, memorisation.copies(generated), floor.copies(odd)));
    }

    private ModelScore score(Metric metric, double[] values, double[] floor) {
        return ModelScore.of(metric, mean(values), values.length)
                .within(bootstrap.ofMean(values))
                .besideReal(mean(floor));
    }

    private static double[] every(double[] values, int first) {
        return IntStream.range(0, values.length)
                .filter(i -> i % 2 == first)
                .mapToDouble(i -> values[i])
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
