package io.lucidgen.family.adversarial;

import io.lucidgen.training.LogitLoss;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A loss of one logit, in nats for cross-entropies and without a unit for the others. */
interface PointLoss {

    double loss(double logit);

    /** The derivative by the logit. */
    double slope(double logit);

    /**
     * Sums the losses of the first logits and writes their gradients.
     *
     * @param logits {@code [n, 1]}, or {@code [n, classes]}
     * @param gradients of the same shape, receives {@code scale * slope}; null when not wanted
     * @param rows how many
     * @param columns {@code [rows]}, where a row's logit stands; null: in the first column
     */
    default double sum(INDArray logits, INDArray gradients, int rows, int[] columns, double scale) {
        double sum = 0;
        if (gradients != null && columns != null) {
            gradients.assign(0);
        }
        for (int row = 0; row < rows; row++) {
            int column = columns == null ? 0 : columns[row];
            double logit = logits.getDouble(row, column);
            sum += loss(logit);
            if (gradients != null) {
                gradients.putScalar(row, column, scale * slope(logit));
            }
        }
        return sum;
    }

    /** The cross-entropy with a label in [0, 1]: -label log D - (1 - label) log(1 - D). */
    record CrossEntropy(double label) implements PointLoss {
        @Override
        public double loss(double logit) {
            return LogitLoss.loss(logit, label);
        }

        @Override
        public double slope(double logit) {
            return LogitLoss.sigmoid(logit) - label;
        }
    }

    /** Another loss with its sign turned. */
    record Opposite(PointLoss of) implements PointLoss {
        @Override
        public double loss(double logit) {
            return -of.loss(logit);
        }

        @Override
        public double slope(double logit) {
            return -of.slope(logit);
        }
    }

    /** Half the squared distance from a target. */
    record Square(double target) implements PointLoss {
        @Override
        public double loss(double logit) {
            return (logit - target) * (logit - target) / 2;
        }

        @Override
        public double slope(double logit) {
            return logit - target;
        }
    }

    /** max(0, 1 - sign logit), for a sign of 1 or -1. */
    record Hinge(double sign) implements PointLoss {
        @Override
        public double loss(double logit) {
            return Math.max(0, 1 - sign * logit);
        }

        @Override
        public double slope(double logit) {
            return sign * logit < 1 ? -sign : 0;
        }
    }

    /** The logit itself, times a sign. */
    record Linear(double sign) implements PointLoss {
        @Override
        public double loss(double logit) {
            return sign * logit;
        }

        @Override
        public double slope(double logit) {
            return sign;
        }
    }
}
