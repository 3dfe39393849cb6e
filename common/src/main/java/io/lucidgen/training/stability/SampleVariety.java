package io.lucidgen.training.stability;

import io.lucidgen.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * How much generated samples differ from one another, and as many real ones, at some cost of the square of their number,
 * which is bounded.
 *
 * <p>Distances are Euclidean in a fixed space of 64 random projections, always the same ones, which keep distances about
 * as they are (Johnson and Lindenstrauss 1984): the figures of two runs on the same data can be compared.
 */
public final class SampleVariety {

    /** The mean distance of two generated samples, in units of the model's range. */
    public static final String OF_SAMPLES = "held-out-sample-variety";

    /** The mean distance of two real examples. */
    public static final String OF_REAL = "held-out-real-variety";

    /**
     * The share of generated samples whose nearest other one is nearer than that of 99 % of the real examples; measured
     * from 100 of them on.
     */
    public static final String NEAR_DUPLICATES = "held-out-near-duplicates";

    private static final int DIMENSIONS = 64;
    private static final int MOST = 512;
    private static final int FEWEST_FOR_DUPLICATES = 100;
    private static final double NEAR = 0.01;
    private static final long SEED = 0x76617269L;

    private final INDArray projections;
    private final List<double[]> real = new ArrayList<>();
    private final List<double[]> generated = new ArrayList<>();

    /**
     * Prepares the projections of examples.
     *
     * @param examples {@code [n, features]}, of the precision of what will be added
     */
    public SampleVariety(INDArray examples) {
        int features = Math.toIntExact(examples.size(1));
        float[] draws = new float[features * DIMENSIONS];
        new RandomStream(SEED).fillGaussian(draws);
        projections = Nd4j.createFromArray(draws)
                .reshape('c', features, DIMENSIONS)
                .castTo(examples.dataType())
                .divi(Math.sqrt(DIMENSIONS));
    }

    /**
     * Adds real examples and as many generated samples, as long as there are not enough of them.
     *
     * @param examples {@code [count, features]}
     * @param samples {@code [at least count, features]}
     */
    public void add(INDArray examples, INDArray samples) {
        int count = Math.min(Math.toIntExact(examples.size(0)), MOST - real.size());
        if (count > 0) {
            real.addAll(projected(examples, count));
            generated.addAll(projected(samples, count));
        }
    }

    private List<double[]> projected(INDArray rows, int count) {
        INDArray first = rows.get(NDArrayIndex.interval(0, count), NDArrayIndex.all());
        return Arrays.asList(first.mmul(projections).toDoubleMatrix());
    }

    /** Writes the figures, where there are two rows or more. */
    public void into(SortedMap<String, Double> metrics) {
        if (real.size() < 2) {
            return;
        }
        Distances ofReal = Distances.among(real);
        Distances ofGenerated = Distances.among(generated);
        metrics.put(OF_REAL, ofReal.mean());
        metrics.put(OF_SAMPLES, ofGenerated.mean());
        if (real.size() >= FEWEST_FOR_DUPLICATES) {
            double near = ofReal.nearestQuantile(NEAR);
            metrics.put(NEAR_DUPLICATES, ofGenerated.shareNearerThan(near));
        }
    }

    /**
     * Distances of rows.
     *
     * @param mean of two of them
     * @param nearest of each to its nearest other one
     */
    private record Distances(double mean, double[] nearest) {

        static Distances among(List<double[]> rows) {
            double[] nearest = new double[rows.size()];
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            double sum = 0;
            for (int i = 0; i < nearest.length; i++) {
                for (int j = 0; j < i; j++) {
                    double distance = distance(rows.get(i), rows.get(j));
                    sum += distance;
                    nearest[i] = Math.min(nearest[i], distance);
                    nearest[j] = Math.min(nearest[j], distance);
                }
            }
            return new Distances(sum / (nearest.length * (nearest.length - 1L) / 2), nearest);
        }

        private static double distance(double[] one, double[] other) {
            double sum = 0;
            for (int k = 0; k < one.length; k++) {
                double difference = one[k] - other[k];
                sum += difference * difference;
            }
            return Math.sqrt(sum);
        }

        double nearestQuantile(double share) {
            double[] sorted = nearest.clone();
            Arrays.sort(sorted);
            return sorted[(int) (share * (sorted.length - 1))];
        }

        double shareNearerThan(double bound) {
            return (double) Arrays.stream(nearest).filter(d -> d < bound).count() / nearest.length;
        }
    }
}
