package io.lucidgen.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Draws the shapes of dSprites (Matthey et al. 2017, https://github.com/google-deepmind/dsprites-dataset) from their
 * factors: white on black, a pixel being on where its centre lies within the shape.
 *
 * <p>The outlines were measured on published pictures of that dataset: within one or two pixels of them. Lengths are those
 * of pictures of 64 x 64 and grow with the picture. Orientations 0 and 39 give the same picture, as they do there.
 */
final class ShapeDrawing {

    static final List<Factor> FACTORS = List.of(
            new Factor("shape", 3),
            new Factor("scale", 6),
            new Factor("orientation", 40),
            new Factor("position-x", 32),
            new Factor("position-y", 32));
    static final List<String> SHAPES = List.of("square", "ellipse", "heart");

    private static final double SIDE = 64;
    private static final double SQUARE = 9.6;
    private static final double ELLIPSE_WIDTH = 12.77;
    private static final double ELLIPSE_HEIGHT = 7.23;
    private static final double LARGEST_RADIUS = 20;
    /** Radius of the heart's outline every three degrees from straight down to straight up, the same to either side. */
    private static final double[] HEART = heart();

    private static final double HEART_STEP = 3;

    private ShapeDrawing() {}

    /**
     * A picture.
     *
     * @param side height and width
     * @param factors the number of the value of each factor
     * @return {@code [side * side]}, 0 or 255
     */
    static byte[] draw(int side, int[] factors) {
        double unit = side / SIDE;
        double scale = unit * (0.5 + factors[1] / 10.0);
        double turn = 2 * Math.PI * factors[2] / (FACTORS.get(2).values() - 1);
        double sin = Math.sin(turn);
        double cos = Math.cos(turn);
        double centreX = unit * (16 + 32 * factors[3] / (FACTORS.get(3).values() - 1.0));
        double centreY = unit * (16 + 32 * factors[4] / (FACTORS.get(4).values() - 1.0));
        double reach = LARGEST_RADIUS * scale;
        byte[] picture = new byte[side * side];
        int top = Math.max(0, (int) (centreY - reach));
        int bottom = Math.min(side - 1, (int) (centreY + reach));
        int left = Math.max(0, (int) (centreX - reach));
        int right = Math.min(side - 1, (int) (centreX + reach));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double dx = (x + 0.5 - centreX) / scale;
                double dy = (y + 0.5 - centreY) / scale;
                if (within(factors[0], cos * dx - sin * dy, sin * dx + cos * dy)) {
                    picture[y * side + x] = (byte) 0xff;
                }
            }
        }
        return picture;
    }

    private static boolean within(int shape, double u, double v) {
        return switch (shape) {
            case 0 -> Math.abs(u) <= SQUARE && Math.abs(v) <= SQUARE;
            case 1 -> square(u / ELLIPSE_WIDTH) + square(v / ELLIPSE_HEIGHT) <= 1;
            default -> withinHeart(u, v);
        };
    }

    private static boolean withinHeart(double u, double v) {
        double radius = Math.hypot(u, v);
        if (radius < 4) {
            return true;
        }
        double place = (Math.toDegrees(Math.atan2(v, Math.abs(u))) + 90) / HEART_STEP;
        int below = Math.min(HEART.length - 2, (int) place);
        double outline = HEART[below] + (place - below) * (HEART[below + 1] - HEART[below]);
        return radius <= outline;
    }

    private static double square(double value) {
        return value * value;
    }

    private static double[] heart() {
        try (InputStream in = ShapeDrawing.class.getResourceAsStream("heart-outline.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the heart's outline cannot be read", e);
        }
    }
}
