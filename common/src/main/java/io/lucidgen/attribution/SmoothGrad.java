package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The gradient around the sample: of copies that normal noise was added to, put together.
 *
 * @param moment how
 * @param copies with noise
 * @param noise its standard deviation, as a share of the distance between the sample's smallest and largest feature
 */
public record SmoothGrad(Moment moment, int copies, double noise) implements AttributionMethod {

    /** How the gradients of the copies are put together. */
    public enum Moment {
        /** Their mean (Smilkov et al. 2017, SmoothGrad). */
        MEAN(ExplanationConfig.SMOOTH_GRAD),
        /** The mean of their squares (Hooker et al. 2019). */
        MEAN_SQUARE(ExplanationConfig.SMOOTH_GRAD_SQUARED),
        /** Their variance over the copies (Adebayo et al. 2018, VarGrad). */
        VARIANCE(ExplanationConfig.VAR_GRAD);

        private final String method;

        Moment(String method) {
            this.method = method;
        }

        double of(double sum, double squares, int count) {
            double mean = sum / count;
            return switch (this) {
                case MEAN -> mean;
                case MEAN_SQUARE -> squares / count;
                // Rounding must not leave a variance below nothing.
                case VARIANCE -> Math.max(0, squares / count - mean * mean);
            };
        }
    }

    @Override
    public String name() {
        return moment.method;
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("copies", String.valueOf(copies));
        parameters.put("noise", String.valueOf(noise));
        return parameters;
    }

    @Override
    public boolean claimsCompleteness() {
        return false;
    }

    @Override
    public MapMeaning meaning() {
        return moment == Moment.MEAN ? MapMeaning.SLOPE : MapMeaning.SIZE;
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        double[] x = sample.x();
        double deviation = noise * sample.range();
        double[] sums = new double[x.length];
        double[] squares = new double[x.length];
        function.gradients(
                copies,
                (copy, into, at) -> {
                    RandomStream random = new RandomStream(Seeds.derive(sample.seed(), copy));
                    for (int i = 0; i < x.length; i++) {
                        into[at + i] = x[i] + deviation * random.nextGaussian();
                    }
                },
                (copy, gradient, at) -> {
                    for (int i = 0; i < x.length; i++) {
                        double slope = gradient[at + i];
                        sums[i] += slope;
                        squares[i] += slope * slope;
                    }
                });
        double[] attribution = new double[x.length];
        Arrays.setAll(attribution, i -> moment.of(sums[i], squares[i], copies));
        return new Attribution(attribution, copies);
    }
}
