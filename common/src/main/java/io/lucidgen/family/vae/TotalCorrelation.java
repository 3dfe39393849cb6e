package io.lucidgen.family.vae;

import java.util.Arrays;

/**
 * The total correlation of the aggregate posterior, {@code KL(q(z) || prod_d q(z_d))} in nats, estimated over a batch: each
 * density is the mean of the batch's posteriors (Chen et al. 2018, https://arxiv.org/abs/1802.04942, beta-TCVAE, whose
 * weights for the size of the dataset shift the value by a constant).
 *
 * <p>Time grows with {@code batch^2 * latent}, memory with {@code batch * latent}.
 */
final class TotalCorrelation {

    private final double value;
    private final double[] byLatent;
    private final double[] byMean;
    private final double[] byLogVariance;

    private TotalCorrelation(double value, double[] byLatent, double[] byMean, double[] byLogVariance) {
        this.value = value;
        this.byLatent = byLatent;
        this.byMean = byMean;
        this.byLogVariance = byLogVariance;
    }

    /**
     * Measures a batch.
     *
     * @param z {@code [batch, latent]}, one draw from each posterior, row-major; so are the others
     * @param mean of the posteriors
     * @param logVariance of the posteriors
     */
    static TotalCorrelation of(double[] z, double[] mean, double[] logVariance, int batch, int latent) {
        double[] precision = new double[batch * latent];
        for (int i = 0; i < precision.length; i++) {
            precision[i] = Math.exp(-logVariance[i]);
        }
        double[] byLatent = new double[z.length];
        double[] byMean = new double[z.length];
        double[] byLogVariance = new double[z.length];
        double[] densities = new double[batch * latent];
        double[] joint = new double[batch];
        double[] largest = new double[latent];
        double[] sums = new double[latent];
        double value = 0;
        for (int i = 0; i < batch; i++) {
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            double largestJoint = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < batch; j++) {
                double sum = 0;
                for (int d = 0; d < latent; d++) {
                    int at = j * latent + d;
                    double distance = z[i * latent + d] - mean[at];
                    // Up to log sqrt(2 pi), which all densities have as often in the product as in the joint one.
                    densities[at] = -0.5 * (distance * distance * precision[at] + logVariance[at]);
                    sum += densities[at];
                    largest[d] = Math.max(largest[d], densities[at]);
                }
                joint[j] = sum;
                largestJoint = Math.max(largestJoint, sum);
            }
            Arrays.fill(sums, 0);
            double sumJoint = 0;
            for (int j = 0; j < batch; j++) {
                joint[j] = Math.exp(joint[j] - largestJoint);
                sumJoint += joint[j];
                for (int d = 0; d < latent; d++) {
                    int at = j * latent + d;
                    densities[at] = Math.exp(densities[at] - largest[d]);
                    sums[d] += densities[at];
                }
            }
            double log = largestJoint + Math.log(sumJoint / batch);
            for (int d = 0; d < latent; d++) {
                log -= largest[d] + Math.log(sums[d] / batch);
            }
            value += log / batch;
            for (int j = 0; j < batch; j++) {
                double share = joint[j] / sumJoint;
                for (int d = 0; d < latent; d++) {
                    int at = j * latent + d;
                    // How much the value grows with the logarithm of this density.
                    double gradient = (share - densities[at] / sums[d]) / batch;
                    double distance = z[i * latent + d] - mean[at];
                    double slope = gradient * distance * precision[at];
                    byLatent[i * latent + d] -= slope;
                    byMean[at] += slope;
                    byLogVariance[at] += 0.5 * (slope * distance - gradient);
                }
            }
        }
        return new TotalCorrelation(value, byLatent, byMean, byLogVariance);
    }

    double value() {
        return value;
    }

    /** The value's gradient by each draw, {@code [batch, latent]}. */
    double[] byLatent() {
        return byLatent;
    }

    /** By each mean where draws stay as they are, {@code [batch, latent]}. */
    double[] byMean() {
        return byMean;
    }

    /** By each log-variance where draws stay as they are, {@code [batch, latent]}. */
    double[] byLogVariance() {
        return byLogVariance;
    }
}
