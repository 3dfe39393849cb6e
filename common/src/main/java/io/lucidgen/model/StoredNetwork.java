package io.lucidgen.model;

import io.lucidgen.network.Network;

/** A network of a model together with the parameters that a state holds for it. */
public final class StoredNetwork {

    private StoredNetwork() {}

    public static Network of(ModelDefinition definition, ModelState state, String network) {
        return new Network(
                definition.network(network),
                state.slot(ModelState.parametersOf(network)).toArray());
    }
}
