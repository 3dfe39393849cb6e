package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * What is trained.
 *
 * @param name where the model stands in the registry and in the tables' partitions
 * @param family {@code gan} or {@code vae}; the section of the same name shapes it, and the other has no meaning
 * @param latentSize length of the latent vector
 */
public record ModelConfig(String name, String family, int latentSize, GanConfig gan, VaeConfig vae)
        implements Serializable {

    public static final String GAN = "gan";
    public static final String VAE = "vae";

    public static final List<String> FAMILIES = List.of(GAN, VAE);

    /** @throws IllegalArgumentException when a setting is out of its range */
    public ModelConfig {
        new Problems()
                .name("name", name)
                .oneOf("family", family, FAMILIES)
                .atLeast("latent-size", latentSize, 1)
                .refuse();
    }

    /** The values of {@code explanation.targets} that make sense for this family. */
    List<String> offeredTargets() {
        return family.equals(GAN)
                ? List.of(ExplanationConfig.CRITIC_LOGIT)
                : List.of(ExplanationConfig.RECONSTRUCTION_ERROR, ExplanationConfig.LATENT_MEAN);
    }
}
