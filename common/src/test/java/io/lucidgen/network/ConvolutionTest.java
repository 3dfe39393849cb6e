package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lucidgen.random.RandomStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Both convolutions and all their gradients against loops over the definition, in both precisions. */
class ConvolutionTest {

    private static final int BATCH = 3;

    // height, width, channels, filters, size, stride, padding: few and many channels, left-over pixels, windows of one.
    private static final String SHAPES = """
            28, 28, 1, 16, 4, 2, 1
            14, 14, 16, 8, 4, 2, 1
            7, 5, 3, 2, 3, 1, 1
            6, 6, 4, 5, 3, 2, 0
            9, 8, 5, 6, 5, 2, 2
            5, 5, 2, 3, 1, 1, 0
            4, 4, 8, 1, 4, 1, 0
            8, 8, 1, 1, 2, 2, 0
            """;

    @ParameterizedTest
    @CsvSource(textBlock = SHAPES)
    void convolutionIsItsDefinition(
            int height, int width, int channels, int filters, int size, int stride, int padding) {
        Window window = new Window(size, stride, padding);
        NetworkDefinition definition = NetworkDefinition.named("n")
                .input("x", height, width, channels)
                .convolution("y", "x", filters, window, Dense.Weights.HE_NORMAL)
                .outputs("y");
        Loops loops = new Loops(height, width, channels, filters, window);
        for (DataType precision : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            Pass pass = new Pass(definition, precision);
            double[] image = pass.input();
            double[] map = pass.cotangent();
            pass.assertClose(pass.output(), loops.gather(image, pass.weight(), pass.bias()));
            pass.assertClose(pass.inputGradient(), loops.scatter(map, pass.weight(), new double[channels]));
            pass.assertClose(pass.inputGradientAlone(), loops.scatter(map, pass.weight(), new double[channels]));
            pass.assertClose(pass.weightGradient(), loops.correlate(image, map));
            pass.assertClose(pass.biasGradient(), columnSums(map, filters));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = SHAPES)
    void transposedConvolutionIsItsDefinition(
            int height, int width, int filters, int channels, int size, int stride, int padding) {
        Window window = new Window(size, stride, padding);
        int rows = window.positions(height);
        int columns = window.positions(width);
        NetworkDefinition definition = NetworkDefinition.named("n")
                .input("x", rows, columns, channels)
                .transposedConvolution("y", "x", filters, window, Dense.Weights.HE_NORMAL)
                .outputs("y");
        Loops loops = new Loops(window.pixels(rows), window.pixels(columns), filters, channels, window);
        for (DataType precision : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            Pass pass = new Pass(definition, precision);
            double[] map = pass.input();
            double[] image = pass.cotangent();
            pass.assertClose(pass.output(), loops.scatter(map, pass.weight(), pass.bias()));
            pass.assertClose(pass.inputGradient(), loops.gather(image, pass.weight(), new double[channels]));
            pass.assertClose(pass.inputGradientAlone(), loops.gather(image, pass.weight(), new double[channels]));
            pass.assertClose(pass.weightGradient(), loops.correlate(image, map));
            pass.assertClose(pass.biasGradient(), columnSums(image, filters));
        }
    }

    @Test
    void windowsThatFitNothingAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(3, 1, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkDefinition.named("n")
                        .input("x", 2, 2, 1)
                        .convolution("y", "x", 1, new Window(4, 1, 0), Dense.Weights.HE_NORMAL)
                        .outputs("y"))
                .withMessageContaining("does not fit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkDefinition.named("n")
                        .input("x", 4)
                        .convolution("y", "x", 1, new Window(2, 1, 0), Dense.Weights.HE_NORMAL)
                        .outputs("y"))
                .withMessageContaining("[height, width, channels]");
    }

    private static double[] columnSums(double[] rows, int columns) {
        double[] sums = new double[columns];
        for (int i = 0; i < rows.length; i++) {
            sums[i % columns] += rows[i];
        }
        return sums;
    }

    /** One forward and backward pass, with everything as doubles. */
    private static final class Pass {
        private final DataType precision;
        private final Network network;
        private final Execution training;
        private final Execution inference;

        Pass(NetworkDefinition definition, DataType precision) {
            this.precision = precision;
            this.network = Network.initialised(definition, precision, 7);
            fill(network.parametersByName().get("y.bias"), 5);
            this.training = run(network.execution(
                    BATCH, ExecutionMode.TRAINING, GradientRequest.of("x").andParameters()));
            this.inference = run(network.execution(BATCH, ExecutionMode.INFERENCE, GradientRequest.of("x")));
        }

        private static Execution run(Execution execution) {
            fill(execution.input("x"), 11);
            execution.forward();
            fill(execution.cotangent("y"), 13);
            // Twice: a pass must not depend on what the one before left.
            execution.backward();
            execution.forward();
            execution.backward();
            return execution;
        }

        private static void fill(INDArray array, long seed) {
            float[] values = new float[(int) array.length()];
            new RandomStream(seed).fillGaussian(values);
            HostCopy.write(values, array);
        }

        double[] input() {
            return doubles(training.input("x"));
        }

        double[] cotangent() {
            return doubles(training.cotangent("y"));
        }

        double[] output() {
            return doubles(training.tensor("y"));
        }

        double[] inputGradient() {
            return doubles(training.gradient("x"));
        }

        double[] inputGradientAlone() {
            return doubles(inference.gradient("x"));
        }

        double[] weight() {
            return doubles(network.parametersByName().get("y.weight"));
        }

        double[] bias() {
            return doubles(network.parametersByName().get("y.bias"));
        }

        double[] weightGradient() {
            return doubles(gradients().get("y.weight"));
        }

        double[] biasGradient() {
            return doubles(gradients().get("y.bias"));
        }

        private Map<String, INDArray> gradients() {
            return Network.views(network.definition(), training.parameterGradient());
        }

        void assertClose(double[] actual, double[] expected) {
            assertThat(actual).hasSameSizeAs(expected);
            double tolerance = precision == DataType.DOUBLE ? 1e-12 : 2e-6;
            double scale = 1;
            for (double value : expected) {
                scale = Math.max(scale, Math.abs(value));
            }
            for (int i = 0; i < expected.length; i++) {
                assertThat(Math.abs(actual[i] - expected[i]) / scale).isLessThan(tolerance);
            }
        }

        private static double[] doubles(INDArray array) {
            return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
        }
    }

    /** The three products of a convolution, value by value. */
    private record Loops(int height, int width, int channels, int filters, Window window) {

        private interface Term {
            void add(int pixel, int position, int tap);
        }

        /** All pairs of a pixel and a position that sees it, as indices without channel, filter and batch. */
        private void walk(Term term) {
            int columns = window.positions(width);
            for (int py = 0; py < window.positions(height); py++) {
                for (int px = 0; px < columns; px++) {
                    for (int ky = 0; ky < window.size(); ky++) {
                        for (int kx = 0; kx < window.size(); kx++) {
                            int y = py * window.stride() + ky - window.padding();
                            int x = px * window.stride() + kx - window.padding();
                            if (y >= 0 && y < height && x >= 0 && x < width) {
                                term.add(y * width + x, py * columns + px, ky * window.size() + kx);
                            }
                        }
                    }
                }
            }
        }

        private int positions() {
            return window.positions(height) * window.positions(width);
        }

        double[] gather(double[] images, double[] weight, double[] bias) {
            double[] maps = new double[BATCH * positions() * filters];
            for (int i = 0; i < maps.length; i++) {
                maps[i] = bias[i % filters];
            }
            sum((image, map, tap) -> maps[map] += images[image] * weight[tap]);
            return maps;
        }

        double[] scatter(double[] maps, double[] weight, double[] bias) {
            double[] images = new double[BATCH * height * width * channels];
            for (int i = 0; i < images.length; i++) {
                images[i] = bias[i % channels];
            }
            sum((image, map, tap) -> images[image] += maps[map] * weight[tap]);
            return images;
        }

        double[] correlate(double[] images, double[] maps) {
            double[] weight = new double[window.size() * window.size() * channels * filters];
            sum((image, map, tap) -> weight[tap] += images[image] * maps[map]);
            return weight;
        }

        private void sum(Term term) {
            for (int b = 0; b < BATCH; b++) {
                int example = b;
                walk((pixel, position, tap) -> {
                    for (int c = 0; c < channels; c++) {
                        for (int f = 0; f < filters; f++) {
                            term.add(
                                    (example * height * width + pixel) * channels + c,
                                    (example * positions() + position) * filters + f,
                                    (tap * channels + c) * filters + f);
                        }
                    }
                });
            }
        }
    }
}
