package io.lucidgen.jobs.benchmark;

import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Normalizer;
import io.lucidgen.family.gan.GanFamily;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.Window;
import java.util.LinkedHashMap;
import java.util.Map;

/** A GAN for images of 28 x 28 whose networks are convolutions, without normalisation; trained by the GAN's own step. */
final class ConvolutionalGan {

    private static final Window WINDOW = new Window(4, 2, 1);
    private static final double SLOPE = 0.2;
    private static final int FEW = 64;
    private static final int MANY = 128;
    private static final int SMALLEST_SIDE = 7;

    private ConvolutionalGan() {}

    static ModelDefinition define(int latentSize, DatasetDescription dataset) {
        Map<String, NetworkDefinition> networks = new LinkedHashMap<>();
        networks.put(
                GanFamily.GENERATOR,
                NetworkDefinition.named(GanFamily.GENERATOR)
                        .input(GanFamily.LATENT, latentSize)
                        .dense("seeds", GanFamily.LATENT, SMALLEST_SIDE * SMALLEST_SIDE * MANY, Weights.HE_NORMAL)
                        .reshape("map", "seeds", SMALLEST_SIDE, SMALLEST_SIDE, MANY)
                        .relu("map-relu", "map")
                        .transposedConvolution("larger", "map-relu", FEW, WINDOW, Weights.HE_NORMAL)
                        .relu("larger-relu", "larger")
                        .transposedConvolution("image", "larger-relu", 1, WINDOW, Weights.GLOROT_UNIFORM)
                        .channelsFirst("pixels", "image")
                        .tanh(GanFamily.SAMPLE, "pixels")
                        .outputs(GanFamily.SAMPLE));
        networks.put(
                GanFamily.DISCRIMINATOR,
                NetworkDefinition.named(GanFamily.DISCRIMINATOR)
                        .input(GanFamily.CRITIC_INPUT, 1, Rows.SIDE, Rows.SIDE)
                        .channelsLast("image", GanFamily.CRITIC_INPUT)
                        .convolution("smaller", "image", FEW, WINDOW, Weights.HE_NORMAL)
                        .leakyRelu("smaller-leaky-relu", "smaller", SLOPE)
                        .convolution("smallest", "smaller-leaky-relu", MANY, WINDOW, Weights.HE_NORMAL)
                        .leakyRelu("smallest-leaky-relu", "smallest", SLOPE)
                        .dense(GanFamily.LOGIT, "smallest-leaky-relu", 1, Weights.GLOROT_UNIFORM)
                        .outputs(GanFamily.LOGIT));
        return new ModelDefinition(
                ModelConfig.GAN,
                dataset.shape(),
                Normalizer.symmetric(
                        dataset.statistics().min(), dataset.statistics().max()),
                latentSize,
                networks);
    }
}
