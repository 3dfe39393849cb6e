package io.lucidgen.family.adversarial;

import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.LatentPrior.Distribution;
import io.lucidgen.model.LatentPrior.Placed;
import io.lucidgen.model.LatentPrior.Role;
import java.util.List;
import java.util.SortedMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How well a discriminator says from which codes samples were drawn: the variational bound of InfoGAN (Chen et al. 2016).
 *
 * <p>For a categorical code of K categories it gives logits, and {@code log K - cross-entropy} is a lower bound, in nats,
 * of the mutual information of code and sample. For a continuous code it gives the mean of a normal distribution of unit
 * variance, whose negative log-likelihood is half the squared error up to a constant.
 */
public final class CodeRecognition {

    /** The discriminator's output of codes: logits and means, block by block as they lie in the latent. */
    public static final String CODES = "codes";

    private final List<Placed> codes;
    private final int latentSize;
    private final int width;
    private final double categoricalWeight;
    private final double continuousWeight;

    /**
     * Prepares to read the codes of a prior.
     *
     * @param categoricalWeight of the cross-entropies in the loss
     * @param continuousWeight of the halved squared errors in the loss
     */
    public CodeRecognition(LatentPrior prior, double categoricalWeight, double continuousWeight) {
        this.codes = prior.placed(Role.CODE);
        this.latentSize = prior.size();
        this.width = width(prior);
        this.categoricalWeight = categoricalWeight;
        this.continuousWeight = continuousWeight;
    }

    /** How many values a discriminator gives for the codes of a prior. */
    public static int width(LatentPrior prior) {
        return prior.placed(Role.CODE).stream()
                .mapToInt(placed -> placed.block().size())
                .sum();
    }

    /**
     * Sums how far what is said of samples is from their codes.
     *
     * @param said {@code [n, width]}
     * @param cotangent {@code [n, width]}, receives {@code scale} times the gradient of the weighted loss; null when not
     *     wanted
     * @param latents {@code [n, latent]}, row-major
     * @param rows how many samples count
     */
    Sums sum(INDArray said, INDArray cotangent, float[] latents, int rows, double scale) {
        double[] values = said.dup('c').ravel().toDoubleVector();
        double[] gradient = new double[values.length];
        Sums sums = new Sums(new double[codes.size()], rows);
        for (int row = 0; row < rows; row++) {
            int column = row * width;
            for (int k = 0; k < codes.size(); k++) {
                Placed code = codes.get(k);
                sums.losses[k] += isCategorical(code)
                        ? crossEntropy(
                                values,
                                gradient,
                                column,
                                code.block().size(),
                                code.category(latents, row * latentSize),
                                scale * categoricalWeight)
                        : squaredError(
                                values,
                                gradient,
                                column,
                                code.block().size(),
                                latents,
                                row * latentSize + code.offset(),
                                scale * continuousWeight);
                column += code.block().size();
            }
        }
        if (cotangent != null) {
            cotangent.assign(
                    Nd4j.createFromArray(gradient).castTo(cotangent.dataType()).reshape('c', cotangent.shape()));
        }
        return sums;
    }

    private static boolean isCategorical(Placed code) {
        return code.block().distribution() == Distribution.CATEGORICAL;
    }

    /** -log softmax(values)[category], in nats. */
    private static double crossEntropy(
            double[] values, double[] gradient, int from, int size, int category, double scale) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = from; k < from + size; k++) {
            most = Math.max(most, values[k]);
        }
        double total = 0;
        for (int k = from; k < from + size; k++) {
            total += Math.exp(values[k] - most);
        }
        for (int k = 0; k < size; k++) {
            double share = Math.exp(values[from + k] - most) / total;
            gradient[from + k] = scale * (share - (k == category ? 1 : 0));
        }
        return most + Math.log(total) - values[from + category];
    }

    private static double squaredError(
            double[] values, double[] gradient, int from, int size, float[] latents, int at, double scale) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double error = values[from + k] - latents[at + k];
            gradient[from + k] = scale * error;
            sum += error * error;
        }
        return sum;
    }

    /** Sums over samples, code by code; may be added to. */
    final class Sums {
        private final double[] losses;
        private int samples;

        private Sums(double[] losses, int samples) {
            this.losses = losses;
            this.samples = samples;
        }

        /** The mean of the weighted loss. */
        double loss() {
            double loss = 0;
            for (int k = 0; k < losses.length; k++) {
                loss += isCategorical(codes.get(k)) ? categoricalWeight * losses[k] : continuousWeight * losses[k] / 2;
            }
            return loss / samples;
        }

        void add(Sums others) {
            for (int k = 0; k < losses.length; k++) {
                losses[k] += others.losses[k];
            }
            samples += others.samples;
        }

        /** Writes, for code k from 1 on, {@code code<k>-information} in nats or {@code code<k>-error}, a mean square. */
        void into(SortedMap<String, Double> metrics, String prefix) {
            for (int k = 0; k < losses.length; k++) {
                Placed code = codes.get(k);
                double mean = losses[k] / samples;
                String name = prefix + "code" + (k + 1);
                if (isCategorical(code)) {
                    metrics.put(name + "-information", Math.log(code.block().size()) - mean);
                } else {
                    metrics.put(name + "-error", mean / code.block().size());
                }
            }
        }
    }
}
