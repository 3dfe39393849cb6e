package io.lucidgen.data;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The features of a sample as channels of a picture, row-major; what has one axis is a picture of one row.
 *
 * @param channels values at each place
 */
public record FeatureGrid(int channels, int height, int width) {

    /**
     * The grid of a sample shape: its last axis is the width, the one before the height, all others are channels.
     */
    public static FeatureGrid of(SampleShape shape) {
        List<Axis> axes = shape.axes();
        int width = axes.get(axes.size() - 1).size();
        int height = axes.size() > 1 ? axes.get(axes.size() - 2).size() : 1;
        return new FeatureGrid(shape.features() / (height * width), height, width);
    }

    /** Visits the features of a square window, which is cut off at the edges. */
    public void forEach(int top, int left, int side, IntConsumer feature) {
        for (int channel = 0; channel < channels; channel++) {
            for (int row = top; row < Math.min(height, top + side); row++) {
                for (int column = left; column < Math.min(width, left + side); column++) {
                    feature.accept((channel * height + row) * width + column);
                }
            }
        }
    }

    /**
     * The features of one of the regions that the grid is cut into.
     *
     * @param index row-major, from 0 to {@code across * across - 1}
     * @param across regions along each axis
     */
    public int[] region(int index, int across) {
        return IntStream.range(0, channels * height * width)
                .filter(feature -> regionOf(feature, across) == index)
                .toArray();
    }

    private int regionOf(int feature, int across) {
        int row = feature / width % height * across / height;
        return row * across + feature % width * across / width;
    }
}
