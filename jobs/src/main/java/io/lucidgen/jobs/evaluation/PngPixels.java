package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Axis;
import io.lucidgen.data.SampleShape;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.SampleRow;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads the PNG of a sample back into the packed values of a dataset.
 *
 * @param channels 1 (grey) or 3 (red, green, blue)
 */
record PngPixels(int channels, int height, int width) implements Serializable {
    private static final int GREY = 1;
    private static final int COLOUR = 3;

    /** @throws UserException (exit 3) when samples of this shape are no pictures */
    static PngPixels of(SampleShape shape) {
        List<Axis> axes = shape.axes();
        if (axes.size() != 3 || (axes.get(0).size() != GREY && axes.get(0).size() != COLOUR)) {
            throw UserException.data(
                    "evaluate the model",
                    "shape",
                    axes.stream().map(Axis::size).toList(),
                    "only images of one or three channels can be scored",
                    "Evaluate a model of images");
        }
        return new PngPixels(axes.get(0).size(), axes.get(1).size(), axes.get(2).size());
    }

    /**
     * The values of a sample, unsigned bytes {@code [channels, height, width]}.
     *
     * @throws UserException (exit 3) when it holds no such picture
     */
    byte[] of(SampleRow sample) {
        if (sample.content() == null) {
            throw refused(sample, "it has no content");
        }
        // The raster and not the picture's RGB, whose grey values pass through a colour space.
        BufferedImage picture = decode(sample);
        Raster raster = picture.getRaster();
        if (raster.getNumBands() != channels
                || raster.getHeight() != height
                || raster.getWidth() != width
                || raster.getTransferType() != DataBuffer.TYPE_BYTE
                || raster.getSampleModel().getSampleSize(0) != Byte.SIZE
                || picture.getColorModel() instanceof IndexColorModel) {
            throw refused(
                    sample,
                    "its picture is not one of " + channels + " x " + height + " x " + width + " values of 8 bits");
        }
        byte[] packed = new byte[channels * height * width];
        int[] plane = new int[height * width];
        for (int channel = 0; channel < channels; channel++) {
            raster.getSamples(0, 0, width, height, channel, plane);
            for (int i = 0; i < plane.length; i++) {
                packed[channel * plane.length + i] = (byte) plane[i];
            }
        }
        return packed;
    }

    private static BufferedImage decode(SampleRow sample) {
        BufferedImage picture;
        try {
            // In memory: the stream that ImageIO would make of the bytes goes through a file.
            picture = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(sample.content())));
        } catch (IOException e) {
            throw refused(sample, "its picture cannot be read: " + e.getMessage())
                    .causedBy(e);
        }
        if (picture == null) {
            throw refused(sample, "its content is no picture");
        }
        return picture;
    }

    private static UserException refused(SampleRow sample, String reason) {
        return UserException.data(
                "evaluate the sample", "id", sample.id(), reason, "Run generate again for this date and version");
    }
}
