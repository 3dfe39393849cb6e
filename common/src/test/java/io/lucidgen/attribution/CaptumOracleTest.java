package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Maps in double against golden values of Captum 0.8.0 (PyTorch on the CPU, double): four rows of a ReLU network
 * 8-16-12-3 with seed 0, each explained for one of its outputs.
 */
class CaptumOracleTest {

    private static final double BOUND = 1e-7;
    private static final FeatureGrid GRID = new FeatureGrid(1, 1, 8);

    private static JsonNode oracle;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = CaptumOracleTest.class.getResourceAsStream("captum-relu-mlp.json")) {
            oracle = new ObjectMapper().readTree(file);
        }
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of("saliency", new Saliency(false)),
                Arguments.of("saliency signed", new Saliency(true)),
                Arguments.of("input-x-gradient", new InputTimesGradient()),
                Arguments.of("deep-lift", new DeepLift()),
                Arguments.of("lrp-epsilon 1e-9", new RelevancePropagation(1e-9)),
                Arguments.of("guided-backpropagation", RuledGradient.guidedBackpropagation()),
                Arguments.of("deconvolution", RuledGradient.deconvolution()),
                Arguments.of("feature-ablation", new Occlusion(GRID, 1, 1)),
                path("gauss-legendre", 1000, PathRule.GAUSS_LEGENDRE),
                path("gauss-legendre", 20, PathRule.GAUSS_LEGENDRE),
                path("gauss-legendre", 50, PathRule.GAUSS_LEGENDRE),
                path("gauss-legendre", 200, PathRule.GAUSS_LEGENDRE),
                path("riemann-left", 50, PathRule.RIEMANN_LEFT),
                path("riemann-right", 50, PathRule.RIEMANN_RIGHT),
                path("riemann-middle", 50, PathRule.RIEMANN_MIDDLE),
                Arguments.of("occlusion 1 1", new Occlusion(GRID, 1, 1)),
                Arguments.of("occlusion 3 2", new Occlusion(GRID, 3, 2)));
    }

    private static Arguments path(String rule, int steps, PathRule ours) {
        return Arguments.of("integrated-gradients " + rule + " " + steps, new IntegratedGradients(steps, ours));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("methods")
    void mapsEqualCaptums(String name, AttributionMethod method) {
        double[][] expected = values(name);
        for (int row = 0; row < expected.length; row++) {
            assertSame(method.attribute(function(row), sample(row)).values(), expected[row]);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("methods")
    void storedMapsStayWithinTheirRoundingOfCaptums(String name, AttributionMethod method) {
        double[][] expected = values(name);
        for (int row = 0; row < expected.length; row++) {
            float[] stored = method.explain(function(row), sample(row)).values();
            double[] widened = new double[stored.length];
            Arrays.setAll(widened, i -> stored[i]);
            assertSame(widened, expected[row]);
        }
    }

    /** Captum's trapezoid divides by n where n points have n - 1 gaps; its maps are too small by (n - 1) / n. */
    @Test
    void captumsTrapezoidIsOursTimesFortyNineFiftieths() {
        double[][] captums = values("integrated-gradients riemann-trapezoid 50");
        for (int row = 0; row < captums.length; row++) {
            double[] ours = new IntegratedGradients(50, PathRule.TRAPEZOID)
                    .attribute(function(row), sample(row))
                    .values();
            assertSame(Arrays.stream(ours).map(value -> value * 49 / 50).toArray(), captums[row]);
        }
    }

    @Test
    void shapleyValuesOfGroupsEqualCaptumsWhichAreFloats() {
        double[][] expected = values("shapley-values of pairs");
        // Four cells of two features, by all 14 coalitions. Captum gives each feature its group's whole value.
        AttributionMethod method = new KernelShap(GRID, 4, 14);
        for (int row = 0; row < expected.length; row++) {
            double[] shares = method.attribute(function(row), sample(row)).values();
            // Captum adds up 24 orders in single precision, here of double values: all it gives are floats.
            assertThat(Arrays.stream(expected[row])).allMatch(value -> (float) value.doubleValue() == value);
            double scale = Arrays.stream(expected[row]).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < shares.length; i++) {
                assertThat(2 * shares[i]).isEqualTo(expected[row][i], within(24 * scale * Math.ulp(1f) / 2));
            }
        }
    }

    private static void assertSame(double[] actual, double[] expected) {
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]) / scale)
                    .as("feature %d: %s, Captum %s", i, actual[i], expected[i])
                    .isLessThan(BOUND);
        }
    }

    private static double[][] values(String key) {
        return new ObjectMapper().convertValue(oracle.get(key), double[][].class);
    }

    private static Explicand sample(int row) {
        return new Explicand(values("x")[row], values("baseline")[row], row);
    }

    private static TargetFunction function(int row) {
        NetworkDefinition definition = NetworkDefinition.named("mlp")
                .input("x", 8)
                .dense("first", "x", 16, Weights.GLOROT_UNIFORM)
                .relu("first-relu", "first")
                .dense("second", "first-relu", 12, Weights.GLOROT_UNIFORM)
                .relu("second-relu", "second")
                .dense("third", "second-relu", 3, Weights.GLOROT_UNIFORM)
                .column("target", "third", oracle.get("target").get(row).asInt())
                .outputs("target");
        Network network = Network.initialised(definition, DataType.DOUBLE, 1);
        int index = 0;
        for (String layer : new String[] {"first", "second", "third"}) {
            Targets.set(
                    network, layer + ".weight", transposed(oracle.get("weights").get(index++)));
            Targets.set(
                    network,
                    layer + ".bias",
                    new ObjectMapper()
                            .convertValue(oracle.get("weights").get(index++), new TypeReference<double[]>() {}));
        }
        return TargetFunction.of(Targets.of(network));
    }

    /** PyTorch keeps {@code [outputs, inputs]}. */
    private static double[] transposed(JsonNode weight) {
        double[][] rows = new ObjectMapper().convertValue(weight, double[][].class);
        double[] values = new double[rows.length * rows[0].length];
        for (int output = 0; output < rows.length; output++) {
            for (int input = 0; input < rows[0].length; input++) {
                values[input * rows.length + output] = rows[output][input];
            }
        }
        return values;
    }
}
