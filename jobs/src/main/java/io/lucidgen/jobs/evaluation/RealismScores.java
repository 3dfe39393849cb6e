package io.lucidgen.jobs.evaluation;

import io.lucidgen.config.EvaluationConfig;
import io.lucidgen.evaluation.BallHits;
import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.CellShares;
import io.lucidgen.evaluation.FeatureCells;
import io.lucidgen.evaluation.FeatureMoments;
import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.evaluation.FrechetDistance;
import io.lucidgen.evaluation.Interval;
import io.lucidgen.evaluation.KernelDistance;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.evaluation.NeighbourBalls;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Where generated samples lie among real ones, each figure beside the same figure of as many training samples.
 *
 * <p>Intervals resample the samples that a figure is a mean of: the generated ones, and for coverage and recall the
 * real ones. The driver holds the features of the comparison, which {@code evaluation.reference-examples} bounds.
 */
final class RealismScores {
    private final JavaSparkContext spark;
    private final Neighbourhoods neighbourhoods;
    private final int neighbours;
    private final Bootstrap bootstrap;

    RealismScores(JavaSparkContext spark, EvaluationConfig config, Bootstrap bootstrap) {
        this.spark = spark;
        this.neighbourhoods = new Neighbourhoods(spark, config.neighbours());
        this.neighbours = config.neighbours();
        this.bootstrap = bootstrap;
    }

    /**
     * The figures of a comparison in one feature space.
     *
     * @param real the balls of its held-out samples
     */
    List<ModelScore> of(Sides sides, NeighbourBalls real) {
        FeatureRows generated = sides.generated();
        FeatureRows heldOut = sides.heldOut();
        FeatureRows train = sides.train();
        BallHits hits = neighbourhoods.hits(real, generated);
        BallHits floor = neighbourhoods.hits(real, train);
        BallHits recalled = neighbourhoods.hits(neighbourhoods.around(generated), heldOut);
        BallHits floorRecalled = neighbourhoods.hits(neighbourhoods.around(train), heldOut);
        double[] densities = IntStream.of(hits.containing())
                .mapToDouble(balls -> (double) balls / neighbours)
                .toArray();
        List<ModelScore> scores = new ArrayList<>(List.of(
                frechet(generated, heldOut, train),
                kernel(generated, heldOut, train),
                ModelScore.of(Metric.DENSITY, hits.density(neighbours), generated.rows())
                        .within(bootstrap.ofMean(densities))
                        .besideReal(floor.density(neighbours)),
                ModelScore.of(Metric.PRECISION, hits.within(), generated.rows())
                        .within(bootstrap.ofMean(within(hits)))
                        .besideReal(floor.within()),
                ModelScore.of(Metric.COVERAGE, hits.coverage(), heldOut.rows())
                        .within(bootstrap.ofMean(covered(hits)))
                        .besideReal(floor.coverage()),
                ModelScore.of(Metric.RECALL, recalled.within(), heldOut.rows())
                        .within(bootstrap.ofMean(within(recalled)))
                        .besideReal(floorRecalled.within())));
        scores.addAll(cells(sides));
        return scores;
    }

    /** Where samples gather and where they lack, beside as many held-out ones: cells of the training samples. */
    private List<ModelScore> cells(Sides sides) {
        FeatureCells cells = FeatureCells.of(sides.train(), bootstrap.seed());
        long[] train = cells.counts(cells.cellsOf(sides.train()), all(sides.train()));
        long[] heldOut = cells.counts(cells.cellsOf(sides.heldOut()), all(sides.heldOut()));
        int[] generated = cells.cellsOf(sides.generated());
        int rows = generated.length;
        CellShares found = CellShares.between(train, cells.counts(generated, all(sides.generated())));
        CellShares floor = CellShares.between(train, heldOut);
        return List.of(
                ModelScore.of(Metric.CELLS_DIFFERING, found.differing(), rows)
                        .within(bootstrap.interval(
                                rows,
                                found.differing(),
                                picked -> CellShares.between(train, cells.counts(generated, picked))
                                        .differing()))
                        .besideReal(floor.differing()),
                ModelScore.of(Metric.CELL_DIVERGENCE, found.divergence(), rows)
                        .within(bootstrap.interval(
                                rows,
                                found.divergence(),
                                picked -> CellShares.between(train, cells.counts(generated, picked))
                                        .divergence()))
                        .besideReal(floor.divergence()));
    }

    private static int[] all(FeatureRows rows) {
        return IntStream.range(0, rows.rows()).toArray();
    }

    private ModelScore frechet(FeatureRows generated, FeatureRows heldOut, FeatureRows train) {
        FeatureMoments real = FeatureMoments.of(heldOut);
        FrechetDistance distance = FrechetDistance.from(real);
        double value = distance.to(FeatureMoments.of(generated));
        return ModelScore.of(Metric.FRECHET_DISTANCE, value, generated.rows())
                .within(interval(value, real, generated))
                .besideReal(distance.to(FeatureMoments.of(train)));
    }

    private ModelScore kernel(FeatureRows generated, FeatureRows heldOut, FeatureRows train) {
        KernelDistance.Estimate distance = KernelDistance.between(generated, heldOut, bootstrap.seed());
        return ModelScore.of(Metric.KERNEL_DISTANCE, distance.value(), generated.rows())
                .within(distance.interval())
                .besideReal(
                        KernelDistance.between(train, heldOut, bootstrap.seed()).value());
    }

    /** A resample costs {@code rows * features^2 + features^3} multiplications; executors share them. */
    private Interval interval(double value, FeatureMoments real, FeatureRows generated) {
        Broadcast<FeatureMoments> sharedReal = spark.broadcast(real);
        Broadcast<FeatureRows> sharedGenerated = spark.broadcast(generated);
        try {
            List<Integer> resamples =
                    IntStream.range(0, bootstrap.resamples()).boxed().toList();
            double[] values = spark
                    .parallelize(resamples, Math.min(resamples.size(), spark.defaultParallelism()))
                    .mapPartitions(new ResampledDistances(sharedReal, sharedGenerated, bootstrap))
                    .collect()
                    .stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            return Bootstrap.around(value, values);
        } finally {
            sharedReal.destroy();
            sharedGenerated.destroy();
        }
    }

    private static double[] within(BallHits hits) {
        return IntStream.of(hits.containing())
                .mapToDouble(balls -> balls > 0 ? 1 : 0)
                .toArray();
    }

    private static double[] covered(BallHits hits) {
        return IntStream.range(0, hits.covered().length)
                .mapToDouble(ball -> hits.covered()[ball] ? 1 : 0)
                .toArray();
    }
}
