package io.lucidgen.family.adversarial;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.family.SampleLayers;
import io.lucidgen.family.SampleLayers.ReadingStyle;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.NetworkBuilder;

/**
 * The layers of a discriminator, from a sample, or a pack of them, to what it says.
 *
 * @param weights how the hidden layers are first filled
 */
public record DiscriminatorLayers(AdversarialConfig config, Weights weights) {

    private static final double EPSILON = 1e-8;

    /**
     * Adds the layers from {@link Critic#INPUT} to {@link Critic#LOGIT}.
     *
     * @param layers those of single samples
     * @param classes how many the model is told; 0 for a logit whatever the class
     * @return the tensor of the last hidden layer, for what else is to be said of a sample
     */
    public String append(NetworkBuilder builder, SampleLayers layers, int classes) {
        SampleLayers packs = layers.packed(config.packing());
        builder.input(Critic.INPUT, packs.sampleShape());
        ReadingStyle style = ReadingStyle.discriminator(
                weights, config.leakySlope(), config.discriminatorDropout(), config.spectralNormalization());
        String last = packs.read(builder, Critic.INPUT, config.discriminatorLayers(), style);
        String judged = last;
        if (config.minibatchDeviation()) {
            judged = "deviation";
            builder.minibatchDeviation(judged, last, EPSILON);
        }
        judge(builder, style.with(Weights.GLOROT_UNIFORM), judged, classes);
        return last;
    }

    /**
     * The logit; where there are classes, that of each: one that they share, and what a class adds, after the projection
     * discriminator of Miyato and Koyama (2018, https://arxiv.org/abs/1802.05637).
     *
     * <p>What a class adds is nothing at first, so that the discriminator begins by telling real from generated whatever
     * the class. With a logit of its own for each class, it sees at once that samples of a generator which does not
     * heed classes yet are of the wrong one, and the generator learns nothing.
     */
    private static void judge(NetworkBuilder builder, ReadingStyle style, String from, int classes) {
        if (classes == 0) {
            style.dense(builder, Critic.LOGIT, from, 1);
            return;
        }
        style.dense(builder, "shared-logit", from, 1);
        builder.dense("class-logits", from, classes, Weights.ZERO).offset(Critic.LOGIT, "class-logits", "shared-logit");
    }
}
