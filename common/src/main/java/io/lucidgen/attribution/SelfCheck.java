package io.lucidgen.attribution;

import io.lucidgen.error.UserException;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.util.List;

/**
 * The check of a model's gradients before anything is explained with them.
 *
 * <p>A wrong gradient gives maps that look plausible, so none is trusted unproved. Along random directions at points
 * near given samples, the working gradient is compared with central finite differences of the same network in double;
 * and a gradient must be the same alone as among others.
 */
public final class SelfCheck {

    /** How far a directional derivative may be off, relative to the larger of itself and the gradient's typical value. */
    public static final double BOUND = 1e-3;

    /** How far a gradient may change with its neighbours in the batch, relative to its largest value. */
    public static final double BATCH_BOUND = 1e-4;

    private static final int POINTS = 8;
    private static final int ATTEMPTS = 5;
    private static final double STEP = 1e-4;
    private static final double JITTER = 0.02;

    private SelfCheck() {}

    /**
     * Checks all targets of a model.
     *
     * @param samples some rows in the model's range, at least one
     * @param seed draws points and directions
     * @throws UserException if a target's gradient is wrong, depends on the batch or is not finite
     */
    public static List<SelfCheckResult> require(List<ExplainedTarget> targets, List<double[]> samples, long seed) {
        return targets.stream()
                .map(target -> new TargetCheck(target, samples, seed).require())
                .toList();
    }

    private static final class TargetCheck {
        private final String label;
        private final TargetFunction working;
        private final TargetFunction exact;
        private final List<double[]> samples;
        private final RandomStream random;
        private double worstError;

        TargetCheck(ExplainedTarget target, List<double[]> samples, long seed) {
            this.label = target.label();
            this.working = TargetFunction.of(target);
            this.exact = working.inDouble();
            this.samples = samples;
            this.random = new RandomStream(Seeds.derive(seed, target.kind().ordinal(), target.index()));
        }

        SelfCheckResult require() {
            for (int i = 0; i < POINTS; i++) {
                requireDirection(samples.get(i % samples.size()));
            }
            return new SelfCheckResult(label, POINTS, worstError, requireBatchIndependence());
        }

        private void requireDirection(double[] sample) {
            Comparison comparison = null;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                comparison = compare(near(sample), direction(sample.length));
                if (comparison.error() <= BOUND) {
                    worstError = Math.max(worstError, comparison.error());
                    return;
                }
                if (!comparison.atKink()) {
                    break;
                }
            }
            throw refused(
                    "its gradient gives a slope of %.6g where finite differences in double give %.6g, off by %.2g of a bound of %.0e"
                            .formatted(comparison.slope(), comparison.difference(), comparison.error(), BOUND));
        }

        private Comparison compare(double[] point, double[] direction) {
            double[] gradient = working.gradient(point);
            double slope = 0;
            double squares = 0;
            for (int i = 0; i < point.length; i++) {
                slope += gradient[i] * direction[i];
                squares += gradient[i] * gradient[i];
            }
            double[] values = exact.values(3, (row, into, at) -> {
                for (int i = 0; i < point.length; i++) {
                    into[at + i] = point[i] + (row - 1) * STEP * direction[i];
                }
            });
            return Comparison.of(slope, Math.sqrt(squares / point.length), values);
        }

        private double requireBatchIndependence() {
            double worst = 0;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                worst = batchDifference();
                if (worst <= BATCH_BOUND) {
                    return worst;
                }
            }
            throw refused(
                    "its gradient at a sample changes by %.2g of its largest value with the other samples of a batch, against a bound of %.0e"
                            .formatted(worst, BATCH_BOUND));
        }

        private double batchDifference() {
            double[][] points = new double[POINTS][];
            for (int i = 0; i < POINTS; i++) {
                points[i] = near(samples.get(i % samples.size()));
            }
            double[][] together = new double[POINTS][working.features()];
            working.gradients(
                    POINTS,
                    (row, into, at) -> System.arraycopy(points[row], 0, into, at, points[row].length),
                    (row, from, at) -> System.arraycopy(from, at, together[row], 0, together[row].length));
            double worst = 0;
            for (int row = 0; row < POINTS; row++) {
                double[] alone = working.gradient(points[row]);
                double largest = 0;
                double change = 0;
                for (int i = 0; i < alone.length; i++) {
                    largest = Math.max(largest, Math.abs(alone[i]));
                    change = Math.max(change, Math.abs(alone[i] - together[row][i]));
                }
                double relative = change == 0 ? 0 : change / largest;
                worst = Double.isNaN(relative) ? Double.POSITIVE_INFINITY : Math.max(worst, relative);
            }
            return worst;
        }

        /** A point beside a sample: samples themselves may lie exactly on kinks, such as a background of zeros. */
        private double[] near(double[] sample) {
            double[] point = sample.clone();
            for (int i = 0; i < point.length; i++) {
                point[i] += JITTER * (random.nextUniform() - 0.5);
            }
            return point;
        }

        private double[] direction(int length) {
            double[] direction = new double[length];
            double squares = 0;
            for (int i = 0; i < length; i++) {
                direction[i] = random.nextGaussian();
                squares += direction[i] * direction[i];
            }
            double norm = Math.sqrt(squares);
            for (int i = 0; i < length; i++) {
                direction[i] /= norm;
            }
            return direction;
        }

        private UserException refused(String reason) {
            return UserException.data(
                    "explain the model",
                    "target",
                    label,
                    reason,
                    "Do not use maps of this model; look for the operation whose backward pass is wrong");
        }
    }

    /**
     * One directional derivative computed in two ways.
     *
     * @param slope by the gradient
     * @param difference by the central finite difference
     * @param error of the slope, relative
     * @param atKink whether the function bends so sharply just there that this alone explains the error
     */
    private record Comparison(double slope, double difference, double error, boolean atKink) {

        static Comparison of(double slope, double typical, double[] values) {
            double difference = (values[2] - values[0]) / (2 * STEP);
            double bend = Math.abs(values[2] - 2 * values[1] + values[0]) / STEP;
            double off = Math.abs(slope - difference);
            double scale = Math.max(typical, Math.max(Math.abs(slope), Math.abs(difference)));
            double error = off == 0 ? 0 : off / scale;
            if (!Double.isFinite(error)) {
                error = Double.POSITIVE_INFINITY;
            }
            return new Comparison(slope, difference, error, bend >= off / 2);
        }
    }
}
