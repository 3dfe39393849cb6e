package io.lucidgen.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Draws what a layer computed in a way that suits its shape: bars, tiles, an image or one number. */
final class ActivationPicture {
    private static final int SIZE = 140;
    private static final int MOST_BARS = 128;
    private static final int MOST_TILES = 16;

    private ActivationPicture() {}

    static void draw(Markup page, ActivationView activation, String name) {
        if (activation instanceof ActivationView.Image image) {
            Picture picture = image.picture();
            InlinePicture.write(page, picture, SIZE, "image at " + name);
            page.leaf("small", "[" + picture.channels() + ", " + picture.height() + ", " + picture.width() + "]");
        } else if (activation instanceof ActivationView.Units units) {
            units(page, units.values(), name);
            page.leaf("small", "[" + units.values().length + "] " + summary(units.values()));
        } else if (activation instanceof ActivationView.Channels maps) {
            tiles(page, maps, name);
            page.leaf(
                    "small",
                    "[" + maps.channels() + ", " + maps.height() + ", " + maps.width() + "] " + shown(maps)
                            + summary(maps.values()));
        } else if (activation instanceof ActivationView.Number number) {
            page.open("span", "number").text(NumberText.figure(number.value())).close();
            page.leaf("small", number.meaning());
        }
    }

    private static void units(Markup page, float[] values, String name) {
        if (values.length <= MOST_BARS) {
            UnitBars.draw(page, values, values.length + " units at " + name);
            return;
        }
        // A near-square field, read row by row; the places after the last unit stay neutral.
        int columns = (int) Math.ceil(Math.sqrt(values.length));
        int rows = (values.length + columns - 1) / columns;
        float[] field = Arrays.copyOf(values, columns * rows);
        InlinePicture.write(page, heat(field, columns, rows, values), SIZE, values.length + " units at " + name);
    }

    private static void tiles(Markup page, ActivationView.Channels maps, String name) {
        int count = Math.min(maps.channels(), MOST_TILES);
        int area = maps.height() * maps.width();
        List<RgbImage> tiles = IntStream.range(0, count)
                .mapToObj(channel -> Arrays.copyOfRange(maps.values(), channel * area, (channel + 1) * area))
                .map(map -> heat(map, maps.width(), maps.height(), maps.values()))
                .toList();
        int columns = (int) Math.ceil(Math.sqrt(count));
        int rows = (count + columns - 1) / columns;
        int scale = Math.max(1, SIZE / (columns * (maps.width() + 1)));
        Picture grid = new SampleGrid(rows, columns, scale, 1).draw(tiles);
        InlinePicture.write(page, grid, SIZE, count + " feature maps at " + name);
    }

    private static String shown(ActivationView.Channels maps) {
        return maps.channels() <= MOST_TILES ? "" : "first " + MOST_TILES + ", ";
    }

    private static RgbImage heat(float[] values, int width, int height, float[] all) {
        return HeatMap.draw(values, width, height, ColourScale.diverging(List.of(all), 1));
    }

    private static String summary(float[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int below = 0;
        int zero = 0;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
            below += value < 0 ? 1 : 0;
            zero += value == 0 ? 1 : 0;
        }
        String silent =
                zero * 20 > values.length ? ", " + NumberText.percent((double) zero / values.length) + " at 0" : "";
        return NumberText.figure(low) + " to " + NumberText.figure(high) + ", "
                + NumberText.percent((double) below / values.length) + " below 0" + silent;
    }
}
