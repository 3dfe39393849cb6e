package io.lucidgen.network;

import java.util.List;
import java.util.Optional;

/** A network whose backward pass follows a rule; its forward pass and parameters are the same. */
public final class RuledForm {

    private RuledForm() {}

    /**
     * The network with the rule in every operation that is not affine.
     *
     * @param network in inference form
     * @throws IllegalArgumentException if an operation has no such rule; see {@link #obstacle}
     */
    public static NetworkDefinition of(NetworkDefinition network, BackwardRule rule) {
        if (rule.kind() == BackwardRule.Kind.DERIVATIVE) {
            return network;
        }
        obstacle(network, rule).ifPresent(operation -> {
            throw new IllegalArgumentException(
                    "There is no %s rule for %s in network %s".formatted(rule.label(), operation, network.name()));
        });
        List<NetworkDefinition.Node> nodes = network.nodes().stream()
                .map(node -> new NetworkDefinition.Node(node.name(), ruled(node.operation(), rule), node.inputs()))
                .toList();
        return new NetworkDefinition(network.name(), network.inputs(), nodes, network.outputs());
    }

    /** What the first operation that has no such rule is called; empty if all have one. */
    public static Optional<String> obstacle(NetworkDefinition network, BackwardRule rule) {
        return network.nodes().stream()
                .map(NetworkDefinition.Node::operation)
                .filter(operation -> !has(operation, rule))
                .map(Operation::label)
                .findFirst();
    }

    private static boolean has(Operation operation, BackwardRule rule) {
        return rule.kind() == BackwardRule.Kind.DERIVATIVE
                || operation.affineInInference()
                || operation instanceof Activation
                // A distance is shared out among the features of a sample and a reference, but relevance of it is not
                // defined: it would be half of what each feature adds, or all of it.
                || operation instanceof SquaredDistance && rule.kind() != BackwardRule.Kind.EPSILON;
    }

    private static Operation ruled(Operation operation, BackwardRule rule) {
        if (operation instanceof Activation activation) {
            return new RuledActivation(activation, rule);
        }
        if (operation instanceof SquaredDistance && rule.kind() == BackwardRule.Kind.RESCALE) {
            return new RescaledDistance();
        }
        return operation;
    }
}
