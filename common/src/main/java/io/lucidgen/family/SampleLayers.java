package io.lucidgen.family;

import io.lucidgen.config.Architecture;
import io.lucidgen.config.ConvolutionConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.Axis;
import io.lucidgen.data.SampleShape;
import io.lucidgen.error.UserException;
import io.lucidgen.network.Convolution;
import io.lucidgen.network.Dense;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.Operation;
import io.lucidgen.network.SpectralNormalization;
import io.lucidgen.network.TensorShape;
import io.lucidgen.network.Window;
import java.util.List;

/** The layers between a latent vector and a sample, either way, in the architecture that a configuration chooses. */
public interface SampleLayers {

    /** What {@link #draw} calls the values of a sample, {@code [features]}, before the last activation. */
    String PIXELS = "pixels";

    /** The shape in which networks read a sample; its values lie as those of {@code [features]} do. */
    TensorShape sampleShape();

    /**
     * Adds the layers from a latent to {@value #PIXELS}: ReLU, normalised where that is configured.
     *
     * @param latent the tensor to start from
     * @param dense sizes of the hidden layers of a dense architecture
     */
    void draw(NetworkBuilder builder, String latent, List<Integer> dense, Weights weights);

    /**
     * Adds the layers from a sample to its features.
     *
     * @param sample the tensor to start from, of {@link #sampleShape}
     * @param dense sizes of the hidden layers of a dense architecture
     * @return the tensor of the last hidden layer
     */
    String read(NetworkBuilder builder, String sample, List<Integer> dense, ReadingStyle style);

    /** The same for so many samples at once, one after the other, as a sample of as many times the channels. */
    SampleLayers packed(int samples);

    /**
     * The layers of a configuration.
     *
     * @throws UserException (exit 2) if samples of this shape cannot be drawn or read by them
     */
    static SampleLayers of(ModelConfig config, SampleShape sample) {
        return config.architecture() == Architecture.DENSE
                ? new DenseLayers(sample.features())
                : ConvolutionalLayers.of(config.convolutions(), sample);
    }

    /**
     * How the layers of a network that reads samples work.
     *
     * @param slope slope of activations below zero; 0 is ReLU
     * @param dropout share of hidden values that are dropped while training
     * @param discriminates whether it is a discriminator, which has a setting of its own for normalising over the batch
     * @param spectral whether weights are divided by their largest singular value
     */
    record ReadingStyle(Weights weights, double slope, double dropout, boolean discriminates, boolean spectral) {

        /** A discriminator's. */
        public static ReadingStyle discriminator(Weights weights, double slope, double dropout, boolean spectral) {
            return new ReadingStyle(weights, slope, dropout, true, spectral);
        }

        /** An encoder's. */
        public static ReadingStyle encoder() {
            return new ReadingStyle(Weights.HE_NORMAL, 0, 0, false, false);
        }

        /** The same with weights that are filled in another way. */
        public ReadingStyle with(Weights others) {
            return new ReadingStyle(others, slope, dropout, discriminates, spectral);
        }

        /** Adds a dense layer. */
        public void dense(NetworkBuilder builder, String layer, String from, int units) {
            add(builder, layer, from, new Dense(units, weights));
        }

        /** Adds a convolution. */
        void convolution(NetworkBuilder builder, String layer, String from, int filters, Window window) {
            add(builder, layer, from, new Convolution(filters, window, weights));
        }

        private void add(NetworkBuilder builder, String layer, String from, Operation operation) {
            builder.node(layer, spectral ? new SpectralNormalization(operation) : operation, from);
        }

        /** Adds activation and dropout behind a layer and gives the tensor that results. */
        String activate(NetworkBuilder builder, String layer, String tensor) {
            String active = layer + (slope > 0 ? "-leaky-relu" : "-relu");
            if (slope > 0) {
                builder.leakyRelu(active, tensor, slope);
            } else {
                builder.relu(active, tensor);
            }
            if (dropout == 0) {
                return active;
            }
            builder.dropout(layer + "-dropout", active, dropout);
            return layer + "-dropout";
        }
    }

    /** Fully connected layers {@code hidden1}, {@code hidden2} and so on. */
    record DenseLayers(int features) implements SampleLayers {

        @Override
        public TensorShape sampleShape() {
            return TensorShape.of(features);
        }

        @Override
        public SampleLayers packed(int samples) {
            return new DenseLayers(Math.multiplyExact(features, samples));
        }

        @Override
        public void draw(NetworkBuilder builder, String latent, List<Integer> dense, Weights weights) {
            String last = hidden(builder, latent, dense, new ReadingStyle(weights, 0, 0, false, false));
            builder.dense(PIXELS, last, features, Weights.GLOROT_UNIFORM);
        }

        @Override
        public String read(NetworkBuilder builder, String sample, List<Integer> dense, ReadingStyle style) {
            return hidden(builder, sample, dense, style);
        }

        private static String hidden(NetworkBuilder builder, String from, List<Integer> sizes, ReadingStyle style) {
            String tensor = from;
            for (int i = 0; i < sizes.size(); i++) {
                String layer = "hidden" + (i + 1);
                style.dense(builder, layer, tensor, sizes.get(i));
                tensor = style.activate(builder, layer, layer);
            }
            return tensor;
        }
    }

    /** Convolutions {@code maps1}, {@code maps2} and so on, the largest first, and the dense layer {@code hidden}. */
    record ConvolutionalLayers(ConvolutionConfig config, int channels, int height, int width) implements SampleLayers {

        private static final Window HALVES = new Window(4, 2, 1);

        static ConvolutionalLayers of(ConvolutionConfig config, SampleShape sample) {
            List<Integer> sizes = sample.axes().stream().map(Axis::size).toList();
            int factor = 1 << config.filters().size();
            boolean image = sizes.size() == 3;
            if (!image || sizes.get(1) % factor != 0 || sizes.get(2) % factor != 0) {
                throw UserException.usage(
                        "build convolutions",
                        "model.convolutions.filters",
                        config.filters().toString(),
                        image
                                ? "each halves the image, and %d x %d pixels cannot be halved %d times"
                                        .formatted(
                                                sizes.get(1),
                                                sizes.get(2),
                                                config.filters().size())
                                : "the samples of shape " + sizes + " are no images",
                        "Use " + (image ? "fewer filters" : "model.architecture = dense"));
            }
            return new ConvolutionalLayers(config, sizes.get(0), sizes.get(1), sizes.get(2));
        }

        @Override
        public TensorShape sampleShape() {
            return TensorShape.of(channels, height, width);
        }

        @Override
        public SampleLayers packed(int samples) {
            return new ConvolutionalLayers(config, Math.multiplyExact(channels, samples), height, width);
        }

        @Override
        public void draw(NetworkBuilder builder, String latent, List<Integer> dense, Weights weights) {
            ReadingStyle style = new ReadingStyle(weights, 0, 0, false, false);
            List<Integer> filters = config.filters();
            String tensor = latent;
            if (config.hiddenUnits() > 0) {
                builder.dense("hidden", tensor, config.hiddenUnits(), weights);
                tensor = finish(builder, "hidden", style);
            }
            int last = filters.size();
            int factor = 1 << last;
            builder.dense("seeds", tensor, height / factor * (width / factor) * filters.get(last - 1), weights)
                    .reshape("maps" + last, "seeds", height / factor, width / factor, filters.get(last - 1));
            tensor = finish(builder, "maps" + last, style);
            for (int i = last - 1; i > 0; i--) {
                builder.transposedConvolution("maps" + i, tensor, filters.get(i - 1), HALVES, weights);
                tensor = finish(builder, "maps" + i, style);
            }
            builder.transposedConvolution("image", tensor, channels, HALVES, Weights.GLOROT_UNIFORM)
                    .channelsFirst(PIXELS, "image");
        }

        @Override
        public String read(NetworkBuilder builder, String sample, List<Integer> dense, ReadingStyle style) {
            builder.channelsLast("image", sample);
            String tensor = "image";
            for (int i = 1; i <= config.filters().size(); i++) {
                String maps = "maps" + i;
                style.convolution(builder, maps, tensor, config.filters().get(i - 1), HALVES);
                // The layer that reads the image is left as it is, as Radford et al. advise.
                tensor = i == 1 ? style.activate(builder, maps, maps) : finish(builder, maps, style);
            }
            if (config.hiddenUnits() > 0) {
                style.dense(builder, "hidden", tensor, config.hiddenUnits());
                tensor = finish(builder, "hidden", style);
            }
            return tensor;
        }

        private String finish(NetworkBuilder builder, String layer, ReadingStyle style) {
            boolean normalises =
                    style.discriminates() ? config.discriminatorNormalization() : config.batchNormalization();
            if (!normalises) {
                return style.activate(builder, layer, layer);
            }
            builder.batchNormalization(layer + "-norm", layer);
            return style.activate(builder, layer, layer + "-norm");
        }
    }
}
