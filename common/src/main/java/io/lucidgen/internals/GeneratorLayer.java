package io.lucidgen.internals;

import io.lucidgen.model.Generator;
import io.lucidgen.network.Activation;
import io.lucidgen.network.InferenceForm;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.NetworkTail;
import io.lucidgen.network.TensorShape;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A hidden layer of a generator: the values that an activation gives, unit by unit. A unit of a dense layer is one value;
 * a unit of a layer of feature maps is one channel, at all places.
 *
 * @param tensor what the network calls the activation
 * @param units how many units
 * @param places how many values each has, one after the other in the tensor by place and then by unit
 */
record GeneratorLayer(String tensor, int units, int places) {

    /**
     * The hidden layers, from the latent on: activations with parameters still behind them, through which all goes that
     * becomes a sample.
     */
    static List<GeneratorLayer> of(Generator generator) {
        NetworkDefinition network = InferenceForm.of(generator.network().definition());
        List<GeneratorLayer> layers = new ArrayList<>();
        for (NetworkDefinition.Node node : network.nodes()) {
            if (node.operation() instanceof Activation
                    && NetworkTail.of(generator.network(), node.name())
                            .map(tail -> leadsTo(tail, generator.sample()))
                            .orElse(false)) {
                layers.add(of(node.name(), network.shapes().get(node.name())));
            }
        }
        return layers;
    }

    /** The sample need not be an output: a backward pass of training may start before it. */
    private static boolean leadsTo(Network tail, String sample) {
        return tail.definition().parameterCount() > 0
                && tail.definition().shapes().containsKey(sample);
    }

    private static GeneratorLayer of(String tensor, TensorShape shape) {
        List<Integer> sizes = shape.dimensions();
        int units = sizes.get(sizes.size() - 1);
        return new GeneratorLayer(tensor, units, shape.size() / units);
    }

    /** All values of one unit, {@code [rows * places]}, as a view of the layer's {@code [rows, places * units]}. */
    INDArray unit(INDArray activations, int unit) {
        return activations.reshape('c', activations.size(0) * places, units).getColumn(unit);
    }

    /** The mean over places of some units, {@code [rows][units]}. */
    double[][] values(INDArray activations, List<Integer> some) {
        int rows = Math.toIntExact(activations.size(0));
        double[][] values = new double[rows][some.size()];
        for (int k = 0; k < some.size(); k++) {
            double[] all = unit(activations, some.get(k)).toDoubleVector();
            for (int row = 0; row < rows; row++) {
                for (int place = 0; place < places; place++) {
                    values[row][k] += all[row * places + place] / places;
                }
            }
        }
        return values;
    }
}
