package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What convolutions know of a tensor {@code [height, width, channels]}. */
final class Images {

    /** Up to so many channels, products of patch matrices beat oneDNN, which pads them to sixteen. */
    static final int FEW_CHANNELS = 4;

    private Images() {}

    static TensorShape require(Operation operation, List<TensorShape> inputs) {
        Arity.require(operation, inputs, 1);
        TensorShape image = inputs.get(0);
        if (image.dimensions().size() != 3) {
            throw new IllegalArgumentException("Operation %s reads [height, width, channels] but is given [%s]"
                    .formatted(operation.label(), image));
        }
        return image;
    }

    static int height(TensorShape image) {
        return image.dimensions().get(0);
    }

    static int width(TensorShape image) {
        return image.dimensions().get(1);
    }

    static int channels(TensorShape image) {
        return image.dimensions().get(2);
    }

    static Patches patches(TensorShape image, Window window) {
        return new Patches(height(image), width(image), channels(image), window);
    }

    /** Whether the positions of a window cover an image to its last pixel. */
    static boolean covered(TensorShape image, Window window) {
        return window.pixels(window.positions(height(image))) == height(image)
                && window.pixels(window.positions(width(image))) == width(image);
    }

    /** A view of a tensor {@code [batch, values]} as {@code [batch, height, width, channels]}. */
    static INDArray batch(INDArray tensor, TensorShape image) {
        return tensor.reshape('c', tensor.size(0), height(image), width(image), channels(image));
    }
}
