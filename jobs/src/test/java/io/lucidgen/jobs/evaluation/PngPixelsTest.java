package io.lucidgen.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.data.Axis;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.report.GrayImage;
import io.lucidgen.report.PngImage;
import io.lucidgen.report.RgbImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PngPixelsTest {

    @Test
    void everyGreyComesBackAsItWentIn() {
        byte[] ramp = new byte[256];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) i;
        }

        assertThat(new PngPixels(1, 4, 64).of(sample(PngImage.encode(new GrayImage(64, 4, ramp)))))
                .isEqualTo(ramp);
    }

    @Test
    void coloursComeBackAsPlanes() {
        byte[] interleaved = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, (byte) 200};

        assertThat(new PngPixels(3, 2, 2).of(sample(PngImage.encode(new RgbImage(2, 2, interleaved)))))
                .containsExactly(1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, (byte) 200);
    }

    @Test
    void whatIsNoSuchPictureIsRefusedByItsId() {
        byte[] grey = PngImage.encode(new GrayImage(2, 2, new byte[4]));

        refused(new PngPixels(1, 2, 3), grey, "not one of 1 x 2 x 3");
        refused(new PngPixels(3, 2, 2), grey, "not one of 3 x 2 x 2");
        refused(new PngPixels(1, 2, 2), new byte[] {1, 2, 3}, "no picture");
        refused(new PngPixels(1, 2, 2), Arrays.copyOf(grey, 40), "cannot be read");
        refused(new PngPixels(1, 2, 2), null, "no content");
    }

    @Test
    void samplesThatAreNoPicturesAreRefused() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> PngPixels.of(new SampleShape(List.of(new Axis("step", 16, "sample")))))
                .withMessageContaining("only images");
    }

    private static void refused(PngPixels pixels, byte[] content, String reason) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> pixels.of(sample(content)))
                .withMessageContaining("id=g-00000007")
                .withMessageContaining(reason);
    }

    private static SampleRow sample(byte[] content) {
        return new SampleRow(
                "g-00000007",
                7,
                7,
                new float[1],
                Modality.IMAGE,
                new int[0],
                "image/png",
                content,
                null,
                null,
                null,
                null);
    }
}
