package io.lucidgen.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as it is explained: without the operations that act in training alone.
 *
 * <p>Parameters keep their names and order, so the same flat vector serves both forms. The tensors of operations that
 * are left out can still be named as outputs: they become the tensors that those operations passed on.
 */
public final class InferenceForm {

    private InferenceForm() {}

    /** The inference form of a network; the network itself when nothing has to go. */
    public static NetworkDefinition of(NetworkDefinition network) {
        Map<String, String> standsFor = new HashMap<>();
        List<NetworkDefinition.Node> kept = new ArrayList<>();
        for (NetworkDefinition.Node node : network.nodes()) {
            List<String> inputs = node.inputs().stream()
                    .map(input -> standsFor.getOrDefault(input, input))
                    .toList();
            if (node.operation().identityInInference()) {
                standsFor.put(node.name(), inputs.get(0));
            } else {
                kept.add(new NetworkDefinition.Node(node.name(), node.operation(), inputs));
            }
        }
        if (standsFor.isEmpty()) {
            return network;
        }
        List<String> outputs = network.outputs().stream()
                .map(output -> standsFor.getOrDefault(output, output))
                .toList();
        return new NetworkDefinition(network.name(), new LinkedHashMap<>(network.inputs()), kept, outputs);
    }
}
