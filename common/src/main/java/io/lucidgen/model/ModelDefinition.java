package io.lucidgen.model;

import io.lucidgen.data.Normalizer;
import io.lucidgen.data.SampleShape;
import io.lucidgen.network.NetworkDefinition;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model without its numbers: its networks and what they read and write.
 *
 * @param family the name of the model family
 * @param sampleShape the shape of one sample
 * @param normalizer the map between raw values and the range that the networks work in
 * @param latentSize the length of a latent vector; 0 for a model without
 * @param prior what a latent vector is drawn from; null for a model without. Where a stored definition does not say, it
 *     is standard normal
 * @param networks the networks by name, in the order in which a sample goes through them
 */
public record ModelDefinition(
        String family,
        SampleShape sampleShape,
        Normalizer normalizer,
        int latentSize,
        LatentPrior prior,
        Map<String, NetworkDefinition> networks)
        implements Serializable {

    public ModelDefinition {
        prior = prior == null && latentSize > 0 ? LatentPrior.normal(latentSize) : prior;
        networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    }

    /** A model whose latents, where it has any, are standard normal. */
    public ModelDefinition(
            String family,
            SampleShape sampleShape,
            Normalizer normalizer,
            int latentSize,
            Map<String, NetworkDefinition> networks) {
        this(family, sampleShape, normalizer, latentSize, null, networks);
    }

    /** A model whose latents are drawn from a prior. */
    public ModelDefinition(
            String family,
            SampleShape sampleShape,
            Normalizer normalizer,
            LatentPrior prior,
            Map<String, NetworkDefinition> networks) {
        this(family, sampleShape, normalizer, prior.size(), prior, networks);
    }

    /**
     * A network by name.
     *
     * @throws IllegalArgumentException if the model has no such network
     */
    public NetworkDefinition network(String name) {
        NetworkDefinition network = networks.get(name);
        if (network == null) {
            throw new IllegalArgumentException("The model has no network " + name + ", only " + networks.keySet());
        }
        return network;
    }
}
