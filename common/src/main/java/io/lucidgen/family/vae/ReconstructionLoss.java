package io.lucidgen.family.vae;

import io.lucidgen.config.Likelihood;
import io.lucidgen.network.Execution;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The negative log-likelihood of examples under a decoder's output, up to a constant, in nats. */
abstract class ReconstructionLoss {

    /** That of a likelihood. */
    static ReconstructionLoss of(Likelihood likelihood) {
        return switch (likelihood) {
            case BERNOULLI -> new Bernoulli();
            case GAUSSIAN -> new Gaussian();
            case GAUSSIAN_LEARNED -> new GaussianOfLearnedVariance();
        };
    }

    /**
     * The loss summed over examples and features.
     *
     * @param examples {@code [batch, features]}
     * @param decoded the decoder after a forward pass
     */
    final double sum(INDArray examples, Execution decoded) {
        return sum(examples, decoded, null);
    }

    /**
     * The same, with its gradient times {@code scale} put into the cotangents of the decoder's outputs.
     *
     * @param scale null where no gradient is wanted
     */
    abstract double sum(INDArray examples, Execution decoded, Double scale);

    /** Cross-entropy of features in [0, 1] with the decoder's logits. For grey values it is a loss, no likelihood. */
    private static final class Bernoulli extends ReconstructionLoss {
        @Override
        double sum(INDArray examples, Execution decoded, Double scale) {
            INDArray logits = decoded.tensor(VaeFamily.LOGITS);
            if (scale != null) {
                decoded.cotangent(VaeFamily.LOGITS)
                        .assign(Transforms.sigmoid(logits, true).sub(examples).muli(scale));
            }
            // max(l, 0) - l x + log(1 + exp(-|l|)), in which nothing can overflow
            double positive = Transforms.relu(logits, true).sumNumber().doubleValue();
            double cross = logits.mul(examples).sumNumber().doubleValue();
            INDArray tail = Transforms.exp(Transforms.abs(logits, true).negi(), false);
            return positive
                    - cross
                    + Transforms.log(tail.addi(1), false).sumNumber().doubleValue();
        }
    }

    /** Half the squared error: the Gaussian likelihood of unit variance without its constant. */
    private static final class Gaussian extends ReconstructionLoss {
        @Override
        double sum(INDArray examples, Execution decoded, Double scale) {
            INDArray difference = decoded.tensor(VaeFamily.SAMPLE).sub(examples);
            if (scale != null) {
                decoded.cotangent(VaeFamily.SAMPLE).assign(difference.mul(scale));
            }
            return 0.5 * difference.mul(difference).sumNumber().doubleValue();
        }
    }

    /**
     * The Gaussian likelihood of one variance for all features, which is trained as its logarithm s (Dai and Wipf 2019): half
     * of {@code s + error^2 exp(-s)} for each feature.
     */
    private static final class GaussianOfLearnedVariance extends ReconstructionLoss {
        @Override
        double sum(INDArray examples, Execution decoded, Double scale) {
            INDArray difference = decoded.tensor(VaeFamily.SAMPLE).sub(examples);
            double logVariance = decoded.tensor(VaeFamily.PIXEL_LOG_VARIANCE).getDouble(0);
            double precision = Math.exp(-logVariance);
            long features = difference.size(1);
            INDArray squares = difference.mul(difference).sum(true, 1);
            if (scale != null) {
                decoded.cotangent(VaeFamily.SAMPLE).assign(difference.mul(scale * precision));
                decoded.cotangent(VaeFamily.PIXEL_LOG_VARIANCE)
                        .assign(squares.mul(-precision).addi(features).muli(scale / 2));
            }
            return 0.5
                    * (difference.length() * logVariance
                            + precision * squares.sumNumber().doubleValue());
        }
    }
}
