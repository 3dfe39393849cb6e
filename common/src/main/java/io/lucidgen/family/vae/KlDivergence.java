package io.lucidgen.family.vae;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The KL divergence of diagonal normal posteriors from the standard normal prior, in nats:
 * {@code 1/2 (mean^2 + variance - 1 - log variance)} in each latent dimension (Kingma and Welling 2014).
 *
 * <p>With free bits (Kingma et al. 2016, https://arxiv.org/abs/1606.04934) a dimension whose divergence is below their
 * number, on average over the batch, costs that number and is pulled nowhere.
 */
final class KlDivergence {

    private final INDArray mean;
    private final INDArray variance;
    private final INDArray ofDimensions;

    /**
     * Measures a batch.
     *
     * @param mean {@code [batch, latent]}
     * @param logVariance {@code [batch, latent]}
     */
    KlDivergence(INDArray mean, INDArray logVariance) {
        this.mean = mean;
        this.variance = Transforms.exp(logVariance, true);
        this.ofDimensions = mean.mul(mean)
                .addi(variance)
                .subi(1)
                .subi(logVariance)
                .muli(0.5)
                .mean(0);
    }

    /** Of one example, on average over the batch. */
    double mean() {
        return ofDimensions.sumNumber().doubleValue();
    }

    /**
     * What it costs, on average over the batch.
     *
     * @param freeBits nats of a dimension that cost no less than they do at this value, at least 0
     */
    double cost(double freeBits) {
        return freeBits == 0
                ? mean()
                : Transforms.max(ofDimensions, freeBits, true).sumNumber().doubleValue();
    }

    /** The gradient of a weighted cost by the means, {@code [batch, latent]}, a new array. */
    INDArray byMean(double weight, double freeBits) {
        return charged(mean.mul(weight / mean.size(0)), freeBits);
    }

    /** The gradient of a weighted cost by the log-variances, {@code [batch, latent]}, a new array. */
    INDArray byLogVariance(double weight, double freeBits) {
        return charged(variance.sub(1).muli(weight / (2 * mean.size(0))), freeBits);
    }

    /** The gradient where a dimension costs more than the free bits, and zero elsewhere. */
    private INDArray charged(INDArray gradient, double freeBits) {
        return freeBits == 0
                ? gradient
                : gradient.muliRowVector(ofDimensions.gt(freeBits).castTo(gradient.dataType()));
    }
}
