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
 * @param latentSize the length of a latent vector
 * @param networks the networks by name, in the order in which a sample goes through them
 */
public record ModelDefinition(
        String family,
        SampleShape sampleShape,
        Normalizer normalizer,
        int latentSize,
        Map<String, NetworkDefinition> networks)
        implements Serializable {

    public ModelDefinition {
        networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
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
