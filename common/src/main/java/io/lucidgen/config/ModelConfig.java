package io.lucidgen.config;

import java.io.Serializable;

/**
 * What is trained.
 *
 * @param name where the model stands in the registry and in the tables' partitions
 * @param family the name of a family; the section of the same name shapes it, and the other families' have no meaning
 * @param latentSize length of the latent vector
 * @param architecture what the hidden layers are
 * @param convolutions the hidden layers of a convolutional architecture; without meaning for another
 * @param adversarial the discriminator of a family that has one; without meaning for the others
 * @param settings the section of the family
 */
public record ModelConfig(
        String name,
        String family,
        int latentSize,
        Architecture architecture,
        ConvolutionConfig convolutions,
        AdversarialConfig adversarial,
        FamilySettings settings)
        implements Serializable {

    public static final String GAN = "gan";
    public static final String VAE = "vae";

    /** @throws IllegalArgumentException when a setting is out of its range */
    public ModelConfig {
        new Problems()
                .name("name", name)
                .oneOf("family", family, FamilySections.names())
                .atLeast("latent-size", latentSize, 1)
                .refuse();
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
