package io.lucidgen.report;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Curves of a GAN's training over 500 rounds. */
final class DemoCharts {
    private static final int ROUNDS = 500;

    private DemoCharts() {}

    static List<Chart> gan() {
        Random noise = new Random(3);
        return List.of(
                chart(
                        "Losses",
                        "loss",
                        "nats",
                        Chart.Scale.LINEAR,
                        "Mean over the workers of a round's last local step.",
                        series(
                                "discriminator",
                                1,
                                i -> 1.15 + 0.25 * Math.exp(-i / 60.0) + 0.05 * noise.nextGaussian()),
                        series("generator", 1, i -> 1.1 - 0.45 * Math.exp(-i / 40.0) + 0.08 * noise.nextGaussian())),
                chart(
                        "Held-out accuracy of the discriminator",
                        "right answers",
                        "share",
                        Chart.Scale.LINEAR,
                        "Near one half on both is balance; both near 1 means that the generator has lost.",
                        series(
                                "on real images",
                                10,
                                i -> 0.66 + 0.2 * Math.exp(-i / 90.0) + 0.02 * noise.nextGaussian()),
                        series(
                                "on generated images",
                                10,
                                i -> 0.7 + 0.25 * Math.exp(-i / 70.0) + 0.02 * noise.nextGaussian())),
                chart(
                        "Gradient norms",
                        "norm",
                        "",
                        Chart.Scale.LOGARITHMIC,
                        "A triangle marks a round whose value was not a number; the round was skipped.",
                        series("discriminator", 1, i -> 0.9 * Math.exp(0.3 * noise.nextGaussian() - i / 900.0)),
                        series(
                                "generator",
                                1,
                                i -> i == 212 ? Double.NaN : 0.12 * Math.exp(0.4 * noise.nextGaussian() + i / 700.0))),
                chart(
                        "Throughput",
                        "examples",
                        "per second",
                        Chart.Scale.LINEAR,
                        "Examples trained on by all workers together, averaging included.",
                        series("training", 1, i -> 6900 + 240 * noise.nextGaussian() - (i % 50 == 0 ? 2400 : 0))));
    }

    static List<Chart> vae() {
        Random noise = new Random(4);
        return List.of(
                chart(
                        "Loss and its parts",
                        "loss",
                        "nats an image",
                        Chart.Scale.LINEAR,
                        "",
                        series("negative ELBO", 1, i -> 242 + 180 * Math.exp(-i / 40.0) + 2 * noise.nextGaussian()),
                        series("reconstruction", 1, i -> 226 + 190 * Math.exp(-i / 40.0) + 2 * noise.nextGaussian()),
                        series("KL divergence", 1, i -> 16 - 10 * Math.exp(-i / 40.0) + 0.3 * noise.nextGaussian()),
                        series(
                                "negative ELBO, held out",
                                10,
                                i -> 245 + 178 * Math.exp(-i / 40.0) + noise.nextGaussian())),
                chart(
                        "Gradient norms",
                        "norm",
                        "",
                        Chart.Scale.LOGARITHMIC,
                        "",
                        series("encoder", 1, i -> 40 * Math.exp(0.2 * noise.nextGaussian() - i / 300.0)),
                        series("decoder", 1, i -> 90 * Math.exp(0.2 * noise.nextGaussian() - i / 300.0))));
    }

    private static Chart chart(
            String title, String name, String unit, Chart.Scale scale, String note, Series... series) {
        return new Chart(title, "round", name, unit, scale, List.of(series), note);
    }

    private static Series series(String name, int every, IntToDoubleFunction value) {
        int count = ROUNDS / every;
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = (i + 1) * every;
            y[i] = value.applyAsDouble((i + 1) * every);
        }
        return new Series(name, x, y);
    }
}
