package io.lucidgen.jobs.report;

import io.lucidgen.family.gan.GanFamily;
import io.lucidgen.family.vae.VaeFamily;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.ParameterSpec;
import io.lucidgen.network.TensorShape;
import io.lucidgen.report.LayerView;
import io.lucidgen.report.NetworkView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The networks of a model as a report shows them. */
final class NetworkViews {

    /** What the networks of the known families do; a network of another name goes without a sentence. */
    private static final Map<String, String> ROLES = Map.of(
            GanFamily.GENERATOR, "draws a sample from a latent",
            GanFamily.DISCRIMINATOR, "tells real samples from generated ones",
            VaeFamily.ENCODER, "finds the latents that a sample may have come from",
            VaeFamily.DECODER, "draws a sample from a latent");

    private NetworkViews() {}

    static List<NetworkView> of(ModelDefinition model) {
        return model.networks().values().stream().map(NetworkViews::of).toList();
    }

    static NetworkView of(NetworkDefinition network) {
        Map<String, TensorShape> shapes = network.shapes();
        List<ParameterSpec> layout = network.parameterLayout();
        List<LayerView> layers = new ArrayList<>();
        network.inputs()
                .forEach((name, shape) -> layers.add(new LayerView(name, LayerView.INPUT, text(shape), 0, List.of())));
        for (NetworkDefinition.Node node : network.nodes()) {
            long parameters = layout.stream()
                    .filter(spec -> spec.name().startsWith(node.name() + "."))
                    .mapToLong(ParameterSpec::size)
                    .sum();
            String shape = text(shapes.get(node.name()));
            layers.add(new LayerView(node.name(), node.operation().label(), shape, parameters, node.inputs()));
        }
        return new NetworkView(network.name(), ROLES.getOrDefault(network.name(), ""), layers);
    }

    private static String text(TensorShape shape) {
        return shape.dimensions().toString();
    }
}
