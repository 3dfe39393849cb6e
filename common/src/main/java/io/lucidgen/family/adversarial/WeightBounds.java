package io.lucidgen.family.adversarial;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Keeps a discriminator from growing steep after each of its updates.
 *
 * <p>Under spectral normalisation each weight, as the matrix {@code [values read, units]}, is divided by its largest
 * singular value where that is above 1: the projection onto the ball of operator norm 1 (Gouk et al. 2021), with the
 * norm estimated as Miyato et al. (2018) do, by one step of power iteration from where the last estimate ended.
 */
final class WeightBounds {

    // Steps of the very first estimate, which starts from no direction at all.
    private static final int FIRST = 20;

    private final AdversarialConfig config;
    private final INDArray parameters;
    private final INDArray directions;
    private final List<Bound> bounds = new ArrayList<>();

    /**
     * Prepares the bounds of a network.
     *
     * @param directions where the estimates' directions are kept, of {@link #directions} values; zeros at first
     */
    WeightBounds(AdversarialConfig config, Network network, INDArray directions) {
        this.config = config;
        this.parameters = network.parameters();
        this.directions = directions;
        Map<String, INDArray> views = network.parametersByName();
        int from = 0;
        for (ParameterSpec spec : weights(network.definition())) {
            int units = units(spec);
            INDArray weight = views.get(spec.name());
            bounds.add(new Bound(weight.reshape('c', spec.size() / units, units), from, units));
            from += units;
        }
    }

    /** How many numbers the directions take; none without spectral normalisation. */
    static int directions(AdversarialConfig config, NetworkDefinition network) {
        return config.spectralNormalization()
                ? weights(network).stream().mapToInt(WeightBounds::units).sum()
                : 0;
    }

    private static List<ParameterSpec> weights(NetworkDefinition network) {
        return network.parameterLayout().stream()
                .filter(spec -> spec.name().endsWith(".weight"))
                .toList();
    }

    private static int units(ParameterSpec weight) {
        List<Integer> sizes = weight.shape().dimensions();
        return sizes.get(sizes.size() - 1);
    }

    /** Moves the parameters back within the bounds. */
    void apply() {
        if (config.weightClip() > 0) {
            INDArray clipped =
                    Transforms.max(Transforms.min(parameters, config.weightClip(), true), -config.weightClip(), true);
            parameters.assign(clipped);
        }
        if (config.spectralNormalization()) {
            bounds.forEach(bound -> bound.apply(directions));
        }
    }

    private record Bound(INDArray weight, int from, int units) {

        void apply(INDArray directions) {
            INDArray direction = Nd4j.create(directions.dataType(), units, 1);
            for (int i = 0; i < units; i++) {
                direction.putScalar(i, 0, directions.getDouble(from + i));
            }
            int steps = 1;
            if (direction.norm2Number().doubleValue() == 0) {
                direction.assign(1);
                steps = FIRST;
            }
            double norm = 0;
            for (int i = 0; i < steps; i++) {
                direction.divi(direction.norm2Number());
                INDArray image = weight.mmul(direction);
                norm = image.norm2Number().doubleValue();
                direction = weight.transpose().mmul(image);
            }
            double length = direction.norm2Number().doubleValue();
            if (length == 0) {
                return;
            }
            direction.divi(length);
            for (int i = 0; i < units; i++) {
                directions.putScalar(from + i, direction.getDouble(i, 0));
            }
            if (norm > 1) {
                weight.divi(norm);
            }
        }
    }
}
