package io.lucidgen.report;

import io.lucidgen.data.Axis;
import io.lucidgen.data.Normalizer;
import io.lucidgen.data.SampleShape;
import java.util.List;
import java.util.Optional;

/**
 * Turns the samples of a model into pictures.
 *
 * @param channels 1 or 3
 */
public record SamplePictures(int channels, int height, int width, Normalizer normalizer) {

    private static final int GRAY = 1;
    private static final int COLOUR = 3;
    private static final int WHITE = 255;

    /** Empty where the samples are no images of one or three channels. */
    public static Optional<SamplePictures> of(SampleShape shape, Normalizer normalizer) {
        List<Axis> axes = shape.axes();
        if (axes.size() != 3 || (axes.get(0).size() != GRAY && axes.get(0).size() != COLOUR)) {
            return Optional.empty();
        }
        return Optional.of(new SamplePictures(
                axes.get(0).size(), axes.get(1).size(), axes.get(2).size(), normalizer));
    }

    /** The picture of one sample in the model's range, {@code [channels * height * width]}. */
    public Picture ofModelRange(float[] values) {
        double black = normalizer.apply(0);
        double white = normalizer.apply(WHITE);
        return channels == GRAY
                ? GrayImage.ofRange(values, width, height, black, white)
                : RgbImage.ofPlanes(values, width, height, black, white);
    }

    /** The number of values of a sample. */
    public int features() {
        return channels * height * width;
    }
}
