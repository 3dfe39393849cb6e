package io.lucidgen.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/** Attribution maps that look like those of a real critic: noise along edges, smooth sums, blocks. */
final class DemoMaps {
    static final List<String> METHODS = List.of("saliency", "input-x-gradient", "integrated-gradients", "occlusion");

    private static final int SIZE = DemoGarments.SIZE;

    private DemoMaps() {}

    static Explanation explain(int sample, String method, TargetView target) {
        float[] image = DemoGarments.garment(sample);
        Random random = new Random(sample * 31L + target.hashCode() % 97);
        float[] gradient = smooth(noise(random), "occlusion".equals(method) ? 2 : 1);
        float[] map = new float[image.length];
        for (int i = 0; i < map.length; i++) {
            double edge =
                    Math.abs(image[i] - image[Math.max(0, i - 1)]) + Math.abs(image[i] - image[Math.max(0, i - SIZE)]);
            map[i] = (float)
                    switch (method) {
                        case "saliency" -> gradient[i] * (0.15 + edge) * 0.2;
                        case "input-x-gradient" -> gradient[i] * image[i] * (0.2 + edge) * 0.3;
                        case "integrated-gradients" -> gradient[i] * image[i] * 0.12 + 0.004 * image[i];
                        default -> block(gradient, image, i) * 0.4;
                    };
        }
        if (sample == 3 && "saliency".equals(method)) {
            map[200] = map[201] = map[228] = map[229] = Float.NaN;
        }
        return new Explanation(method, target, 1, SIZE, SIZE, map, figures(sample, method, map, random));
    }

    private static Explanation.Figures figures(int sample, String method, float[] map, Random random) {
        boolean sums = "integrated-gradients".equals(method);
        double value = 2 * random.nextGaussian() + 0.3;
        double baseline = -1.874;
        double relative = sample == 5 ? 0.083 : 0.004 + 0.01 * random.nextDouble();
        boolean trusted = !(sums && sample == 5) && HeatMap.countNotANumber(map) == 0;
        List<String> reasons = trusted
                ? List.of()
                : List.of(sums ? "completeness gap above 5%" : "the map holds numbers that are none");
        return new Explanation.Figures(
                value,
                baseline,
                sums ? OptionalDouble.of(relative * (value - baseline)) : OptionalDouble.empty(),
                sums ? OptionalDouble.of(relative) : OptionalDouble.empty(),
                0.45 + 0.3 * random.nextDouble(),
                sums ? 50 : "occlusion".equals(method) ? 49 : 1,
                sums ? 18.4 : "occlusion".equals(method) ? 9.7 : 0.83,
                trusted,
                reasons,
                "critic-logit is -1.2, and -1.87 at the baseline; by " + method + " no place stands out.");
    }

    private static double block(float[] gradient, float[] image, int at) {
        int top = at / SIZE / 4 * 4;
        int left = at % SIZE / 4 * 4;
        double sum = 0;
        for (int i = 0; i < 16; i++) {
            int place = (top + i / 4) * SIZE + left + i % 4;
            sum += gradient[place] * image[place] / 16;
        }
        return sum;
    }

    private static float[] noise(Random random) {
        float[] values = new float[SIZE * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] smooth(float[] values, int radius) {
        float[] smoothed = new float[values.length];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                for (int i = -radius; i <= radius; i++) {
                    for (int j = -radius; j <= radius; j++) {
                        int row = Math.floorMod(y + i, SIZE);
                        smoothed[y * SIZE + x] += values[row * SIZE + Math.floorMod(x + j, SIZE)] / (2 * radius + 1);
                    }
                }
            }
        }
        return smoothed;
    }
}
