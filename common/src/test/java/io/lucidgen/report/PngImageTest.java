package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngImageTest {
    @Test
    void aGrayPictureIsReadBackWithTheSamePixels() throws IOException {
        GrayImage picture = new GrayImage(13, 7, randomBytes(13 * 7));

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngImage.encode(picture)));

        assertThat(read.getWidth()).isEqualTo(13);
        assertThat(read.getHeight()).isEqualTo(7);
        assertThat(read.getRaster().getNumBands()).isEqualTo(1);
        for (int i = 0; i < 13 * 7; i++) {
            assertThat(read.getRaster().getSample(i % 13, i / 13, 0)).isEqualTo(picture.pixels()[i] & 0xff);
        }
    }

    @Test
    void aColourPictureIsReadBackWithTheSamePixels() throws IOException {
        RgbImage picture = new RgbImage(5, 9, randomBytes(5 * 9 * 3));

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngImage.encode(picture)));

        for (int i = 0; i < 5 * 9; i++) {
            byte[] at = picture.pixels();
            int expected = (at[i * 3] & 0xff) << 16 | (at[i * 3 + 1] & 0xff) << 8 | at[i * 3 + 2] & 0xff;
            assertThat(read.getRGB(i % 5, i / 5) & 0xffffff).isEqualTo(expected);
        }
    }

    @Test
    void thePictureOfOnePixelIsAFileToo() throws IOException {
        byte[] file = PngImage.encode(new GrayImage(1, 1, new byte[] {(byte) 200}));

        assertThat(ImageIO.read(new ByteArrayInputStream(file)).getRaster().getSample(0, 0, 0))
                .isEqualTo(200);
    }

    @Test
    void theSamePictureGivesTheSameBytes() {
        GrayImage picture = new GrayImage(28, 28, randomBytes(28 * 28));

        assertThat(PngImage.encode(picture)).isEqualTo(PngImage.encode(picture));
    }

    @Test
    void planesOfASampleBecomeInterleavedColours() {
        RgbImage picture = RgbImage.ofPlanes(new float[] {-1, 1, 0, 0, 1, -1}, 2, 1, -1, 1);

        assertThat(picture.pixels()).containsExactly(0, 128, 255, 255, 128, 0);
    }

    @Test
    void valuesOutsideTheRangeAndThoseThatAreNoneStayWithinAByte() {
        GrayImage picture = GrayImage.ofRange(new float[] {-9, 9, Float.NaN, 0.5f}, 2, 2, 0, 1);

        assertThat(picture.pixels()).containsExactly(0, 255, 0, 128);
    }

    @Test
    void bytesThatDoNotFillThePictureAreRefused() {
        assertThatThrownBy(() -> new GrayImage(3, 3, new byte[8]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 bytes, not 8");
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
