package io.lucidgen.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of a network behind one of its tensors. */
public final class NetworkTail {

    private NetworkTail() {}

    /**
     * A network whose only input is a tensor of another network, and which computes from it what that network does, in
     * inference form.
     *
     * @param tensor the name of the tensor, which is also the name of the tail's input
     * @return empty if what stands behind the tensor reads more than it
     */
    public static Optional<Network> of(Network network, String tensor) {
        NetworkDefinition whole = InferenceForm.of(network.definition());
        Set<String> behind = new HashSet<>(Set.of(tensor));
        List<NetworkDefinition.Node> nodes = new ArrayList<>();
        for (NetworkDefinition.Node node : whole.nodes()) {
            if (node.inputs().stream().anyMatch(behind::contains)) {
                if (!behind.containsAll(node.inputs())) {
                    return Optional.empty();
                }
                behind.add(node.name());
                nodes.add(node);
            }
        }
        NetworkDefinition tail = new NetworkDefinition(
                whole.name(),
                Map.of(tensor, whole.shapes().get(tensor)),
                nodes,
                whole.outputs().stream().filter(behind::contains).toList());
        return Optional.of(Network.assembled(tail, Map.of("", network)));
    }
}
