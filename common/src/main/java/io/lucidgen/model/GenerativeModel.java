package io.lucidgen.model;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained model in inference form. Samples are {@code [n, features]} in the normalised range.
 *
 * <p>Not for use by several threads at once.
 */
public interface GenerativeModel {

    ModelDefinition definition();

    /**
     * Generates samples; a row depends on its own latent alone.
     *
     * @param latents {@code [n, latent]}, drawn from the definition's prior
     * @return {@code [n, features]} in the normalised range
     */
    INDArray generate(INDArray latents);

    /** What makes samples of latents, as a network that can be explained; empty for a family that has none. */
    default Optional<Generator> generator() {
        return Optional.empty();
    }

    /**
     * The critic's logit of samples, {@code [n, 1]}; empty for a family without a critic.
     *
     * @param labels {@code [n]}, their classes; read only where the model is told classes, and null will do elsewhere
     */
    Optional<INDArray> criticLogit(INDArray samples, int[] labels);

    /**
     * What the critic reads to judge samples {@code [n, features]}: the samples themselves, or, where it judges packs, each
     * with the company that {@link #criticLogit} gives it, {@code [n, pack * features]}.
     */
    default INDArray criticInput(INDArray samples) {
        return samples;
    }

    /**
     * What comes back for samples sent through encoder and decoder, {@code [n, features]}; empty without an encoder.
     *
     * @param labels as for {@link #criticLogit}
     */
    Optional<INDArray> reconstruct(INDArray samples, int[] labels);

    /** The model as one with a likelihood; empty for a family without. */
    default Optional<LatentVariableModel> latentVariables() {
        return Optional.empty();
    }

    /**
     * The scalars of the model that can be explained of a sample. Those of a latent are made of them: {@link LatentTargets}.
     *
     * @param latentDimensions which components of the latent mean, where the family has one
     */
    List<ExplainedTarget> targets(List<Integer> latentDimensions);
}
