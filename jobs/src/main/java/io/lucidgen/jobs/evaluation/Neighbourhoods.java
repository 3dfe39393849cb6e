package io.lucidgen.jobs.evaluation;

import io.lucidgen.evaluation.BallHits;
import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.evaluation.NearestDistances;
import io.lucidgen.evaluation.NearestRows;
import io.lucidgen.evaluation.NeighbourBalls;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Finds neighbours on the executors, a part of the samples in each task.
 *
 * <p>All pairs are looked at, {@code rows^2 * features} multiplications, but a task holds the distances of a bounded
 * block at a time. The parts are the same however many tasks there are, and so are the bits.
 */
final class Neighbourhoods {
    private static final int PART = 256;

    private final JavaSparkContext spark;
    private final int neighbours;

    /** @param neighbours k of the balls */
    Neighbourhoods(JavaSparkContext spark, int neighbours) {
        this.spark = spark;
        this.neighbours = neighbours;
    }

    /** The balls of samples among themselves. */
    NeighbourBalls around(FeatureRows samples) {
        Broadcast<FeatureRows> shared = spark.broadcast(samples);
        try {
            double[] radii = parts(samples).map(new PartRadii(shared, neighbours)).collect().stream()
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            return NeighbourBalls.of(samples, radii);
        } finally {
            shared.destroy();
        }
    }

    /** Where samples lie relative to the balls of others. */
    BallHits hits(NeighbourBalls balls, FeatureRows samples) {
        Broadcast<NeighbourBalls> sharedBalls = spark.broadcast(balls);
        Broadcast<FeatureRows> shared = spark.broadcast(samples);
        try {
            return parts(samples).map(new PartHits(sharedBalls, shared)).collect().stream()
                    .reduce(BallHits::append)
                    .orElseThrow();
        } finally {
            sharedBalls.destroy();
            shared.destroy();
        }
    }

    /** How far samples are from the nearest of others. */
    NearestDistances nearest(FeatureRows samples, FeatureRows others) {
        Broadcast<FeatureRows> shared = spark.broadcast(samples);
        Broadcast<FeatureRows> sharedOthers = spark.broadcast(others);
        try {
            return parts(samples).map(new PartNearest(shared, sharedOthers)).collect().stream()
                    .reduce(NearestDistances::append)
                    .orElseThrow();
        } finally {
            shared.destroy();
            sharedOthers.destroy();
        }
    }

    private JavaRDD<Integer> parts(FeatureRows samples) {
        List<Integer> starts = IntStream.range(0, (samples.rows() + PART - 1) / PART)
                .mapToObj(part -> part * PART)
                .toList();
        return spark.parallelize(starts, Math.min(starts.size(), spark.defaultParallelism()));
    }

    private static FeatureRows part(FeatureRows samples, int from) {
        return samples.slice(from, Math.min(samples.rows(), from + PART));
    }

    /** Squared radii of the balls of one part. */
    record PartRadii(Broadcast<FeatureRows> samples, int neighbours) implements Function<Integer, double[]> {
        @Override
        public double[] call(Integer from) {
            FeatureRows all = samples.value();
            return NeighbourBalls.squaredRadii(part(all, from), all, from, neighbours);
        }
    }

    /** The nearest to one part. */
    record PartNearest(Broadcast<FeatureRows> samples, Broadcast<FeatureRows> others)
            implements Function<Integer, NearestDistances> {
        @Override
        public NearestDistances call(Integer from) {
            NearestRows nearest = new NearestRows(part(samples.value(), from));
            nearest.look(others.value());
            return nearest.distances();
        }
    }

    /** Hits of one part. */
    record PartHits(Broadcast<NeighbourBalls> balls, Broadcast<FeatureRows> samples)
            implements Function<Integer, BallHits> {
        @Override
        public BallHits call(Integer from) {
            return balls.value().hits(part(samples.value(), from));
        }
    }
}
