package io.lucidgen.model;

import io.lucidgen.config.ExplainedUnit;
import io.lucidgen.network.Activation;
import io.lucidgen.network.FeatureMean;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.NetworkDefinition.Node;
import io.lucidgen.network.TensorShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What can be explained of the units of a model's networks: the part of a network up to one of its tensors. */
public final class UnitTargets {

    private UnitTargets() {}

    /** The layers with an activation of one of a model's networks, by the names by which units are asked for; none without it. */
    public static List<String> layers(GenerativeModel model, ExplainedUnit.Part part) {
        return whole(model, part).stream()
                .flatMap(network -> network.definition().nodes().stream())
                .filter(node -> node.operation() instanceof Activation)
                .map(node -> node.name().substring(node.name().lastIndexOf('/') + 1))
                .toList();
    }

    /**
     * The value of a unit, the mean over all places where it has several.
     *
     * @param index of the target
     * @return empty if the model has no such network, layer or unit
     */
    public static Optional<ExplainedTarget> of(GenerativeModel model, ExplainedUnit unit, int index) {
        TargetKind kind = unit.part() == ExplainedUnit.Part.GENERATOR ? TargetKind.UNIT_BY_LATENT : TargetKind.UNIT;
        return whole(model, unit.part())
                .flatMap(network -> upTo(network, unit))
                .map(network -> ExplainedTarget.of(kind, index, network));
    }

    /** A network with one input and, among others, the layers of the part. */
    private static Optional<Network> whole(GenerativeModel model, ExplainedUnit.Part part) {
        return switch (part) {
            case CRITIC -> first(model, TargetKind.CRITIC_LOGIT);
            case ENCODER -> first(model, TargetKind.LATENT_MEAN);
            case GENERATOR -> model.generator().map(LatentTargets::whole);
        };
    }

    private static Optional<Network> first(GenerativeModel model, TargetKind kind) {
        return model.targets(List.of(0)).stream()
                .filter(target -> target.kind() == kind)
                .map(ExplainedTarget::network)
                .findFirst();
    }

    private static Optional<Network> upTo(Network whole, ExplainedUnit unit) {
        NetworkDefinition definition = whole.definition();
        return definition.nodes().stream()
                .map(Node::name)
                .filter(name -> name.equals(unit.layer()) || name.endsWith("/" + unit.layer()))
                .filter(name -> unit.unit() < units(definition.shapes().get(name)))
                .findFirst()
                .map(tensor -> Network.assembled(upTo(definition, tensor, unit.unit()), Map.of("", whole)));
    }

    private static NetworkDefinition upTo(NetworkDefinition whole, String tensor, int unit) {
        Set<String> needed = new HashSet<>(Set.of(tensor));
        List<Node> nodes = new ArrayList<>();
        for (int at = whole.nodes().size() - 1; at >= 0; at--) {
            Node node = whole.nodes().get(at);
            if (needed.contains(node.name())) {
                needed.addAll(node.inputs());
                nodes.add(0, node);
            }
        }
        TensorShape shape = whole.shapes().get(tensor);
        int units = units(shape);
        int[] values = IntStream.range(0, shape.size() / units)
                .map(place -> place * units + unit)
                .toArray();
        nodes.add(new Node(ExplainedTarget.OUTPUT, FeatureMean.of(values), List.of(tensor)));
        return new NetworkDefinition("unit", whole.inputs(), nodes, List.of(ExplainedTarget.OUTPUT));
    }

    /** The last axis: of feature maps the channels. */
    private static int units(TensorShape shape) {
        List<Integer> sizes = shape.dimensions();
        return sizes.get(sizes.size() - 1);
    }
}
