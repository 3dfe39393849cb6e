package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngReaderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 28, 65})
    void whatTheWriterWroteIsReadBack(int side) {
        GrayImage gray = new GrayImage(side, side + 1, bytes(side * (side + 1)));
        RgbImage colour = new RgbImage(side, side, bytes(side * side * 3));

        assertThat(PngReader.decode(PngImage.encode(gray))).isEqualTo(gray);
        assertThat(PngReader.decode(PngImage.encode(colour))).isEqualTo(colour);
    }

    /** The platform's writer chooses other row filters than ours. */
    @Test
    void whatThePlatformWroteIsReadBack() throws IOException {
        BufferedImage drawn = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        byte[] expected = new byte[40 * 30 * 3];
        for (int i = 0; i < 40 * 30; i++) {
            int x = i % 40;
            int y = i / 40;
            int rgb = (x * 6 & 0xff) << 16 | (y * 8 & 0xff) << 8 | (x * y & 0xff);
            drawn.setRGB(x, y, rgb);
            expected[i * 3] = (byte) (rgb >> 16);
            expected[i * 3 + 1] = (byte) (rgb >> 8);
            expected[i * 3 + 2] = (byte) rgb;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(drawn, "png", file);

        assertThat(PngReader.decode(file.toByteArray())).isEqualTo(new RgbImage(40, 30, expected));
    }

    @Test
    void aDamagedFileIsRefusedWhereverItIsCut() {
        byte[] file = PngImage.encode(new GrayImage(5, 5, bytes(25)));
        // What is missing at the very end is the mark of the end alone, which holds no pixel.
        for (int length = 0; length < file.length - 12; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> PngReader.decode(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        file[file.length - 20] ^= 1;
        assertThatThrownBy(() -> PngReader.decode(file)).hasMessageContaining("checksum");
        assertThatThrownBy(() -> PngReader.decode("GIF89a, and more".getBytes()))
                .hasMessageContaining("no PNG");
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
