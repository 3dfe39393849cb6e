package io.lucidgen.evaluation.explanation;

import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.ParameterSpec;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes a network forget what it has learnt, from its output to its input, a layer more each time (Adebayo et al. 2018,
 * cascading randomisation). The values of a parameter change places at random, so that their distribution stays.
 */
final class ParameterRandomization {

    private final ExplainedTarget target;
    private final List<List<ParameterSpec>> layers;
    private final double[] values;
    private final long seed;
    private int forgotten;

    ParameterRandomization(ExplainedTarget target, long seed) {
        this.target = target;
        this.layers = layers(target.network().definition());
        this.values = target.network().parameters().toDoubleVector();
        this.seed = seed;
    }

    /** The parameters of each layer that has some, the one nearest to the output first. */
    private static List<List<ParameterSpec>> layers(NetworkDefinition definition) {
        List<List<ParameterSpec>> layers = new ArrayList<>();
        for (NetworkDefinition.Node node : definition.nodes()) {
            List<ParameterSpec> own = definition.parameterLayout().stream()
                    .filter(spec -> spec.name().startsWith(node.name() + "."))
                    .toList();
            if (!own.isEmpty()) {
                layers.add(own);
            }
        }
        Collections.reverse(layers);
        return layers;
    }

    /** Whether the network still knows something. */
    boolean hasNext() {
        return forgotten < layers.size();
    }

    /** The target of a network that has forgotten one layer more. */
    ExplainedTarget next() {
        for (ParameterSpec spec : layers.get(forgotten)) {
            shuffle(spec.offset(), spec.size(), new RandomStream(Seeds.derive(seed, spec.offset())));
        }
        forgotten++;
        Network network = target.network();
        return target.with(
                new Network(network.definition(), Nd4j.createFromArray(values).castTo(network.precision())));
    }

    private void shuffle(int offset, int size, RandomStream random) {
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double value = values[offset + i];
            values[offset + i] = values[offset + other];
            values[offset + other] = value;
        }
    }
}
