package io.lucidgen.family.vae;

import io.lucidgen.model.LatentPrior;
import io.lucidgen.network.Execution;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a decoder reads: a latent, and behind it the class as a single 1 where the model is told one. */
final class DecoderInput {

    private final Execution decode;
    private final int classes;
    private final int latentSize;

    DecoderInput(Execution decode, LatentPrior prior) {
        this.decode = decode;
        this.classes = prior.classes();
        this.latentSize = prior.size() - classes;
    }

    /**
     * Hands both over.
     *
     * @param latents {@code [batch, latent]}
     * @param labels {@code [batch]}; null for a model that is told none
     */
    void assign(INDArray latents, int[] labels) {
        INDArray input = decode.input(VaeFamily.LATENT);
        if (classes == 0) {
            input.assign(latents);
        } else {
            input.assign(told(latents, labels, classes));
        }
    }

    /** The gradient by the latents after a backward pass, {@code [batch, latent]}. */
    INDArray latentGradient() {
        INDArray gradient = decode.gradient(VaeFamily.LATENT);
        return classes == 0
                ? gradient
                : gradient.get(NDArrayIndex.all(), NDArrayIndex.interval(0, latentSize))
                        .dup('c');
    }

    /** Latents with their classes behind them, {@code [n, latent + classes]}. */
    static INDArray told(INDArray latents, int[] labels, int classes) {
        float[][] chosen = new float[labels.length][classes];
        for (int row = 0; row < labels.length; row++) {
            chosen[row][labels[row]] = 1;
        }
        DataType precision = latents.dataType();
        return Nd4j.hstack(latents, Nd4j.createFromArray(chosen).castTo(precision));
    }
}
