package io.lucidgen.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Binary cross-entropy computed from logits, never from probabilities: no logarithm of a number that rounded to zero.
 *
 * <p>For label y and logit l the loss is {@code max(l, 0) - l y + log(1 + exp(-|l|))} nats and its derivative is
 * {@code sigmoid(l) - y}. With y = 1 the loss is -log D, with y = 0 it is -log(1 - D).
 */
public final class LogitLoss {

    private LogitLoss() {}

    public static double loss(double logit, double label) {
        return Math.max(logit, 0) - logit * label + Math.log1p(Math.exp(-Math.abs(logit)));
    }

    public static double sigmoid(double logit) {
        if (logit >= 0) {
            return 1 / (1 + Math.exp(-logit));
        }
        double odds = Math.exp(logit);
        return odds / (1 + odds);
    }

    /**
     * The sum of the losses of some rows, whose gradients it writes.
     *
     * @param logits {@code [n, 1]}
     * @param gradients {@code [n, 1]}, receives {@code scale * dLoss/dLogit}; null when not wanted
     * @param from the first row
     * @param to the row after the last
     */
    public static double sum(INDArray logits, INDArray gradients, int from, int to, double label, double scale) {
        double sum = 0;
        for (int row = from; row < to; row++) {
            double logit = logits.getDouble(row, 0);
            sum += loss(logit, label);
            if (gradients != null) {
                gradients.putScalar(row, 0, scale * (sigmoid(logit) - label));
            }
        }
        return sum;
    }
}
