package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * What is trained.
 *
 * @param name where the model stands in the registry and in the tables' partitions
 * @param family the name of a family; the section of the same name shapes it, and the other families' have no meaning
 * @param latentSize length of the latent vector, without what the model is told of a sample
 * @param condition what the model is told of a sample that it is to draw
 * @param architecture what the hidden layers are
 * @param convolutions the hidden layers of a convolutional architecture; without meaning for another
 * @param adversarial the discriminator of a family that has one; without meaning for the others
 * @param settings the section of the family
 */
public record ModelConfig(
        String name,
        String family,
        int latentSize,
        Condition condition,
        Architecture architecture,
        ConvolutionConfig convolutions,
        AdversarialConfig adversarial,
        FamilySettings settings)
        implements Serializable {

    public static final String GAN = "gan";
    public static final String INFOGAN = "infogan";
    public static final String VAE = "vae";

    /** @throws IllegalArgumentException when a setting is out of its range */
    public ModelConfig {
        new Problems()
                .name("name", name)
                .oneOf("family", family, FamilySections.names())
                .atLeast("latent-size", latentSize, 1)
                .agree(
                        condition == Condition.NONE
                                || FamilySections.named(family)
                                        .map(FamilySection::takesLabels)
                                        .orElse(true),
                        "condition",
                        List.of("family"),
                        "cannot be met by a model of family = " + family)
                .agree(
                        adversarial.packing() == 1
                                || FamilySections.named(family)
                                        .map(section -> section.judgesPacks(condition))
                                        .orElse(true),
                        "adversarial.packing",
                        List.of("family", "condition"),
                        "must be 1 where the discriminator says something of each sample besides the logit of a pack")
                .agree(
                        !adversarial.spectralNormalization() || !normalises(architecture, convolutions),
                        "adversarial.spectral-normalization",
                        List.of("convolutions.discriminator-normalization"),
                        "bounds nothing in a discriminator that normalises over the batch")
                .agree(
                        !adversarial.minibatchDeviation() || !normalises(architecture, convolutions),
                        "adversarial.minibatch-deviation",
                        List.of("convolutions.discriminator-normalization"),
                        "is the same for all batches in a discriminator that normalises over the batch")
                .refuse();
    }

    private static boolean normalises(Architecture architecture, ConvolutionConfig convolutions) {
        return architecture == Architecture.CONVOLUTIONAL && convolutions.discriminatorNormalization();
    }

    /**
     * The family's settings.
     *
     * @throws IllegalArgumentException if the family has settings of another kind
     */
    public <T extends FamilySettings> T settings(Class<T> kind) {
        if (!kind.isInstance(settings)) {
            throw new IllegalArgumentException("The family " + family + " has no " + kind.getSimpleName());
        }
        return kind.cast(settings);
    }

    /** The family as the configuration knows it. */
    FamilySection section() {
        return FamilySections.named(family).orElseThrow();
    }
}
