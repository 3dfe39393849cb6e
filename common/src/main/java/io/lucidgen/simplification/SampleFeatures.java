package io.lucidgen.simplification;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.simplification.Response.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What can be said of a sample in a few numbers that a person can see: the mean of each region, and how the sample is as a whole.
 *
 * <p>The brightness of the whole is no feature of its own: it is the mean of the regions.
 */
public final class SampleFeatures {

    private static final List<Kind> OF_THE_WHOLE = List.of(Kind.CONTRAST, Kind.ROUGHNESS, Kind.ASYMMETRY);

    /** What a rule may predict from the latent. */
    public static final List<Kind> ATTRIBUTES = List.of(Kind.BRIGHTNESS, Kind.CONTRAST, Kind.ROUGHNESS, Kind.ASYMMETRY);

    private final FeatureGrid grid;
    private final List<String> names;
    private final List<int[]> regions;

    /**
     * Prepares to describe samples.
     *
     * @param across regions along each axis; those without a feature are left out
     */
    public SampleFeatures(FeatureGrid grid, int across) {
        this.grid = grid;
        List<Integer> filled = IntStream.range(0, across * across)
                .filter(region -> grid.region(region, across).length > 0)
                .boxed()
                .toList();
        this.regions =
                filled.stream().map(region -> grid.region(region, across)).toList();
        this.names = Stream.concat(
                        filled.stream().map(region -> "region " + region),
                        OF_THE_WHOLE.stream().map(Kind::label))
                .toList();
    }

    /** {@code [features]}: {@code region 6}, counted row by row from the top left; {@code contrast} and so on. */
    public List<String> names() {
        return names;
    }

    /**
     * The values of {@link #names}.
     *
     * @param sample {@code [channels * height * width]}
     */
    public double[] of(double[] sample) {
        List<Double> values = new ArrayList<>();
        for (int[] region : regions) {
            values.add(Arrays.stream(region)
                    .mapToDouble(feature -> sample[feature])
                    .average()
                    .orElseThrow());
        }
        OF_THE_WHOLE.forEach(kind -> values.add(attribute(kind, sample)));
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * One number of the whole sample.
     *
     * @throws IllegalArgumentException if the kind is none of a sample by itself
     */
    public double attribute(Kind kind, double[] sample) {
        return switch (kind) {
            case BRIGHTNESS -> StatUtils.mean(sample);
            case CONTRAST -> Math.sqrt(StatUtils.populationVariance(sample));
            case ROUGHNESS -> (difference(sample, 0, 1) + difference(sample, 1, 0)) / 2;
            case ASYMMETRY -> asymmetry(sample);
            case CRITIC_LOGIT, LATENT_VALUE ->
                throw new IllegalArgumentException("A sample alone does not tell its " + kind.label());
        };
    }

    private double difference(double[] sample, int down, int right) {
        double sum = 0;
        int pairs = 0;
        for (int channel = 0; channel < grid.channels(); channel++) {
            for (int row = 0; row + down < grid.height(); row++) {
                for (int column = 0; column + right < grid.width(); column++) {
                    sum += Math.abs(sample[at(channel, row, column)] - sample[at(channel, row + down, column + right)]);
                    pairs++;
                }
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    private double asymmetry(double[] sample) {
        double sum = 0;
        for (int channel = 0; channel < grid.channels(); channel++) {
            for (int row = 0; row < grid.height(); row++) {
                for (int column = 0; column < grid.width(); column++) {
                    sum += Math.abs(
                            sample[at(channel, row, column)] - sample[at(channel, row, grid.width() - 1 - column)]);
                }
            }
        }
        return sum / sample.length;
    }

    private int at(int channel, int row, int column) {
        return (channel * grid.height() + row) * grid.width() + column;
    }
}
