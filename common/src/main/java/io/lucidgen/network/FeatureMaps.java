package io.lucidgen.network;

import java.util.Optional;

/**
 * The maps of a network's last convolution, after its normalisation and activation.
 *
 * @param tensor their name
 * @param shape {@code [height, width, channels]}
 */
public record FeatureMaps(String tensor, TensorShape shape) {

    /** Those of a network; empty if it has no convolution. */
    public static Optional<FeatureMaps> last(NetworkDefinition network) {
        String last = null;
        for (NetworkDefinition.Node node : network.nodes()) {
            boolean goesOn = node.inputs().size() == 1
                    && node.inputs().get(0).equals(last)
                    && (node.operation() instanceof Activation || node.operation() instanceof BatchNormalization);
            if (isConvolution(node.operation()) || goesOn) {
                last = node.name();
            }
        }
        return last == null
                ? Optional.empty()
                : Optional.of(new FeatureMaps(last, network.shapes().get(last)));
    }

    private static boolean isConvolution(Operation operation) {
        return operation instanceof Convolution
                || operation instanceof SpectralNormalization normalized && isConvolution(normalized.layer());
    }

    public int height() {
        return shape.dimensions().get(0);
    }

    public int width() {
        return shape.dimensions().get(1);
    }

    public int channels() {
        return shape.dimensions().get(2);
    }
}
