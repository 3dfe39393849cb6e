package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleGridTest {
    private static final int BETWEEN = 128;

    @Test
    void everyPixelBecomesASharpSquare() {
        GrayImage picture = new GrayImage(2, 1, new byte[] {10, 20});

        Picture grid = new SampleGrid(1, 1, 3, 0).draw(List.of(picture));

        assertThat(grid.width()).isEqualTo(6);
        assertThat(grid.height()).isEqualTo(3);
        assertThat(grid.pixels()).startsWith(10, 10, 10, 20, 20, 20).endsWith(10, 10, 10, 20, 20, 20);
    }

    @Test
    void picturesAreSetRowByRowWithSeparatorsAroundThem() {
        List<GrayImage> pictures = List.of(one(1), one(2), one(3));

        Picture grid = new SampleGrid(2, 2, 1, 1).draw(pictures);

        assertThat(grid.width()).isEqualTo(5);
        assertThat(at(grid, 1, 1)).isEqualTo(1);
        assertThat(at(grid, 3, 1)).isEqualTo(2);
        assertThat(at(grid, 1, 3)).isEqualTo(3);
        assertThat(at(grid, 3, 3)).as("a place without a picture").isEqualTo(BETWEEN);
        assertThat(at(grid, 2, 1)).as("a separator").isEqualTo(BETWEEN);
    }

    @Test
    void picturesBeyondTheLastPlaceAreLeftOut() {
        Picture grid = new SampleGrid(1, 1, 1, 0).draw(List.of(one(1), one(2)));

        assertThat(grid.pixels()).containsExactly(1);
    }

    @Test
    void coloursKeepTheirOrder() {
        RgbImage picture = new RgbImage(1, 1, new byte[] {1, 2, 3});

        assertThat(new SampleGrid(1, 1, 2, 0).draw(List.of(picture)).pixels())
                .containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3);
    }

    @Test
    void picturesOfDifferentSizesAreRefused() {
        List<GrayImage> pictures = List.of(one(1), new GrayImage(2, 1, new byte[2]));

        assertThatThrownBy(() -> new SampleGrid(1, 2, 1, 0).draw(pictures))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("picture 1 is a GrayImage[2 x 1]");
    }

    private static GrayImage one(int level) {
        return new GrayImage(1, 1, new byte[] {(byte) level});
    }

    private static int at(Picture picture, int x, int y) {
        return picture.pixels()[y * picture.width() + x] & 0xff;
    }
}
