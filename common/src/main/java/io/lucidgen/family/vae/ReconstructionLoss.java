package io.lucidgen.family.vae;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The negative log-likelihood of examples under a decoder's output, up to a constant, in nats. */
abstract class ReconstructionLoss {

    /** The decoder's tensor that the loss reads. */
    abstract String output();

    /**
     * The loss summed over examples and features.
     *
     * @param examples {@code [batch, features]}
     * @param decoded the decoder's output, {@code [batch, features]}
     * @param gradient receives {@code scale * dLoss/dDecoded}; null when not wanted
     */
    abstract double sum(INDArray examples, INDArray decoded, INDArray gradient, double scale);

    /** Cross-entropy of features in [0, 1] with the decoder's logits. For grey values it is a loss, no likelihood. */
    static ReconstructionLoss bernoulli() {
        return new ReconstructionLoss() {
            @Override
            String output() {
                return VaeFamily.LOGITS;
            }

            @Override
            double sum(INDArray examples, INDArray logits, INDArray gradient, double scale) {
                INDArray probability = Transforms.sigmoid(logits, true);
                if (gradient != null) {
                    gradient.assign(probability.sub(examples).muli(scale));
                }
                // max(l, 0) - l x + log(1 + exp(-|l|)), in which nothing can overflow
                double positive = Transforms.relu(logits, true).sumNumber().doubleValue();
                double cross = logits.mul(examples).sumNumber().doubleValue();
                INDArray tail = Transforms.exp(Transforms.abs(logits, true).negi(), false);
                return positive
                        - cross
                        + Transforms.log(tail.addi(1), false).sumNumber().doubleValue();
            }
        };
    }

    /** Half the squared error: the Gaussian likelihood of unit variance without its constant. */
    static ReconstructionLoss gaussian() {
        return new ReconstructionLoss() {
            @Override
            String output() {
                return VaeFamily.SAMPLE;
            }

            @Override
            double sum(INDArray examples, INDArray decoded, INDArray gradient, double scale) {
                INDArray difference = decoded.sub(examples);
                if (gradient != null) {
                    gradient.assign(difference.mul(scale));
                }
                return 0.5 * difference.mul(difference).sumNumber().doubleValue();
            }
        };
    }
}
