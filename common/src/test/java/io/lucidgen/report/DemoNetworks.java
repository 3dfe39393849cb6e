package io.lucidgen.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The networks of a tutorial GAN and VAE on 28 x 28 images, and one sample's way through each. */
final class DemoNetworks {
    private DemoNetworks() {}

    static List<NetworkView> gan() {
        return List.of(
                dense("generator", "draws an image from a latent", "latent", 100, "tanh", 128, 256, 512, 1024, 784),
                dense("discriminator", "tells real images from generated ones", "image", 784, "", 1024, 512, 256, 1));
    }

    static List<NetworkView> vae() {
        List<LayerView> encoder = new ArrayList<>(
                dense("encoder", "", "image", 784, "relu", 512, 256).layers());
        encoder.add(new LayerView("mean", "dense", "[20]", 256 * 20 + 20, List.of("act2")));
        encoder.add(new LayerView("log-variance", "dense", "[20]", 256 * 20 + 20, List.of("act2")));
        encoder.add(new LayerView("latent", "sample", "[20]", 0, List.of("mean", "log-variance")));
        return List.of(
                new NetworkView("encoder", "finds the latents that an image may have come from", encoder),
                dense("decoder", "draws an image from a latent", "latent", 20, "sigmoid", 256, 512, 784));
    }

    private static NetworkView dense(String name, String role, String input, int inputs, String last, int... sizes) {
        List<LayerView> layers = new ArrayList<>();
        layers.add(new LayerView(input, "input", "[" + inputs + "]", 0, List.of()));
        String before = input;
        int width = inputs;
        for (int i = 0; i < sizes.length; i++) {
            String shape = "[" + sizes[i] + "]";
            String dense = "dense" + (i + 1);
            layers.add(new LayerView(dense, "dense", shape, (long) (width + 1) * sizes[i], List.of(before)));
            before = dense;
            width = sizes[i];
            String activation = i == sizes.length - 1 ? last : "leaky-relu 0.2";
            if (!activation.isEmpty()) {
                before = "act" + (i + 1);
                layers.add(new LayerView(before, activation, shape, 0, List.of(dense)));
            }
        }
        return new NetworkView(name, role, layers);
    }

    static SamplePath ganPath() {
        Random random = new Random(5);
        Picture image = GrayImage.ofRange(DemoGarments.garment(4), 28, 28, 0, 1);
        List<SamplePath.Stage> stages = new ArrayList<>();
        stages.add(stage("generator", "latent", "input", new ActivationView.Units(gaussian(random, 100, 1, 1))));
        for (int size : new int[] {128, 256, 512, 1024}) {
            ActivationView units = new ActivationView.Units(gaussian(random, size, 0.8, 0.2));
            stages.add(stage("generator", "dense" + size, "dense \u2192 leaky-relu 0.2", units));
        }
        stages.add(stage("generator", "image", "dense \u2192 tanh", new ActivationView.Image(image)));
        stages.add(stage("discriminator", "image", "input", new ActivationView.Image(image)));
        for (int size : new int[] {1024, 512, 256}) {
            ActivationView units = new ActivationView.Units(gaussian(random, size, 1.4, 0.2));
            stages.add(stage("discriminator", "dense" + size, "dense \u2192 leaky-relu 0.2", units));
        }
        stages.add(stage(
                "discriminator",
                "logit",
                "dense",
                new ActivationView.Number(-0.428, "critic logit: taken for generated")));
        return new SamplePath("g-00000004", "The first generated sample of this run whose kind is a bag.", stages);
    }

    static SamplePath vaePath() {
        Random random = new Random(6);
        Picture image = GrayImage.ofRange(DemoGarments.garment(7), 28, 28, 0, 1);
        return new SamplePath(
                "r-00000007",
                "A held-out real image.",
                List.of(
                        stage("encoder", "image", "input", new ActivationView.Image(image)),
                        stage(
                                "encoder",
                                "conv1",
                                "conv 4x4",
                                new ActivationView.Channels(gaussian(random, 32 * 49, 1, 0.1), 32, 7, 7)),
                        stage(
                                "encoder",
                                "dense2",
                                "dense \u2192 relu",
                                new ActivationView.Units(gaussian(random, 256, 1, 0))),
                        stage("encoder", "mean", "dense", new ActivationView.Units(gaussian(random, 20, 1.2, 1))),
                        stage(
                                "encoder",
                                "log-variance",
                                "dense",
                                new ActivationView.Units(gaussian(random, 20, 0.7, 1))),
                        stage("decoder", "image", "dense \u2192 sigmoid", new ActivationView.Image(image))));
    }

    private static SamplePath.Stage stage(String network, String name, String operation, ActivationView activation) {
        return new SamplePath.Stage(network, name, operation, activation);
    }

    /** Gaussian numbers after a leaky ReLU of that slope below zero. */
    private static float[] gaussian(Random random, int count, double deviation, double slope) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            double value = random.nextGaussian() * deviation;
            values[i] = (float) (value < 0 ? value * slope : value);
        }
        return values;
    }
}
