package io.lucidgen.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Little garments of 28 x 28 pixels, drawn by rule: they stand in for samples of a trained model. */
final class DemoGarments {
    static final int SIZE = 28;

    private DemoGarments() {}

    static List<Picture> draw(int count) {
        List<Picture> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(GrayImage.ofRange(garment(i), SIZE, SIZE, 0, 1));
        }
        return all;
    }

    /** Grey levels 0..1 of the garment with that number {@code [28, 28]}. */
    static float[] garment(int number) {
        Random random = new Random(1000L + number);
        int kind = random.nextInt(6);
        double wide = 0.85 + 0.3 * random.nextDouble();
        double tone = 0.45 + 0.5 * random.nextDouble();
        double stripes = random.nextInt(3) == 0 ? 0.3 : 0.05;
        float[] levels = new float[SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double cloth = cover(kind, (x - 13.5) / wide, y);
                double weave = 1 + stripes * Math.sin(y * 1.3 + kind) + 0.06 * random.nextGaussian();
                levels[y * SIZE + x] = (float) Math.max(0, Math.min(1, cloth * tone * weave));
            }
        }
        return levels;
    }

    /** How much of the pixel the garment covers, with soft edges; x from the middle. */
    private static double cover(int kind, double x, double y) {
        double side = Math.abs(x);
        return switch (kind) {
            case 0 -> both(soft(side, y < 11 ? 12.5 - Math.max(0, y - 6) * 0.4 : 7.5), rows(y, 3, 25)) - neck(side, y);
            case 1 -> both(soft(side, 6.5 + y * 0.05), rows(y, 2, 26)) * (y > 9 && side < 1 + (y - 9) * 0.08 ? 0.1 : 1);
            case 2 -> both(soft(side, y < 10 ? 5 : 3.5 + (y - 8) * 0.42), rows(y, 2, 26)) - neck(side, y);
            case 3 -> both(soft(side, 12.5), rows(y, 18 - (x < 0 ? 0 : 7) - (x + 12) * 0.12, 22.5));
            case 4 -> Math.max(both(soft(side, 11), rows(y, 11, 24)), handle(side, y));
            default ->
                Math.max(both(soft(Math.abs(x - 5), 5), rows(y, 3, 24)), both(soft(side, 11.5), rows(y, 17, 24)));
        };
    }

    private static double neck(double side, double y) {
        return y < 5 && side < 3.5 - (y - 2) ? 0.9 : 0;
    }

    private static double handle(double side, double y) {
        double radius = Math.hypot(side, y - 11);
        return y < 11.5 && radius > 5.5 && radius < 7.5 ? 0.8 : 0;
    }

    private static double rows(double y, double from, double to) {
        return both(1 / (1 + Math.exp(-3 * (y - from))), 1 / (1 + Math.exp(3 * (y - to))));
    }

    private static double soft(double distance, double edge) {
        return 1 / (1 + Math.exp(3 * (distance - edge)));
    }

    private static double both(double a, double b) {
        return a * b;
    }
}
