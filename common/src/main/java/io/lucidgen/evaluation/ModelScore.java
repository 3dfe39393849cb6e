package io.lucidgen.evaluation;

import java.io.Serializable;
import java.util.Objects;

/**
 * One figure about a model.
 *
 * @param className the class or the factor that it is about; null when it is about all
 * @param value finite
 * @param low lower end of its 95 % interval; null where there is none
 * @param high upper end; null where {@code low} is
 * @param n samples that it rests on
 * @param floor the same figure between two sets of real samples of the same size; null where that has no meaning
 * @param threshold what the value is held against; null where it only informs
 * @param passed whether it meets the threshold; null where there is none
 * @param space the name of the feature space that it was seen in; null where none played a part
 * @param scorer sha256 of the space's parameters; null where {@code space} is
 */
public record ModelScore(
        Metric metric,
        String className,
        double value,
        Double low,
        Double high,
        long n,
        Double floor,
        Double threshold,
        Boolean passed,
        String space,
        String scorer)
        implements Serializable {

    public ModelScore {
        Objects.requireNonNull(metric, "metric");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(metric + " is " + value);
        }
        if ((low == null) != (high == null) || (threshold == null) != (passed == null)) {
            throw new IllegalArgumentException(metric + " has half an interval or half a verdict");
        }
    }

    /** A figure on its own. */
    public static ModelScore of(Metric metric, double value, long n) {
        return new ModelScore(metric, null, value, null, null, n, null, null, null, null, null);
    }

    public ModelScore within(Interval interval) {
        return new ModelScore(
                metric, className, value, interval.low(), interval.high(), n, floor, threshold, passed, space, scorer);
    }

    public ModelScore ofClass(String name) {
        return new ModelScore(metric, name, value, low, high, n, floor, threshold, passed, space, scorer);
    }

    public ModelScore besideReal(double real) {
        return new ModelScore(metric, className, value, low, high, n, real, threshold, passed, space, scorer);
    }

    /** Holds the value against a threshold: at least that where higher is better, at most that where lower is. */
    public ModelScore heldAgainst(double limit) {
        boolean met =
                switch (metric.better()) {
                    case HIGHER -> value >= limit;
                    case LOWER -> value <= limit;
                    case NEITHER -> throw new IllegalStateException(metric + " only informs");
                };
        return new ModelScore(metric, className, value, low, high, n, floor, limit, met, space, scorer);
    }

    /** A figure that the classifier of these parameters played a part in. */
    public ModelScore seenBy(String sha256) {
        return seenIn(FeatureSpace.CLASSIFIER, sha256);
    }

    /** A figure in a feature space. */
    public ModelScore seenIn(String name, String sha256) {
        return new ModelScore(metric, className, value, low, high, n, floor, threshold, passed, name, sha256);
    }
}
