package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.network.Companions;
import io.lucidgen.network.Convolution;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.NetworkBuilder;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.SpectralNormalization;
import io.lucidgen.network.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** The table of docs/explanations.md: which method goes through which layer, found by doing it. */
class MethodTableTest {

    private static final Path PAGE = Path.of("..", "docs", "explanations.md");
    private static final SampleShape SHAPE = SampleShape.image(1, 8, 8);
    private static final double[] X = Arrays.copyOf(Targets.pixels(1), 64);
    private static final double[] BASELINE = Arrays.copyOf(Targets.pixels(2), 64);

    private static final ExplanationConfig CONFIG = ConfigLoader.defaultsWith(
                    "explanation.methods=" + ExplanationConfig.METHODS,
                    "explanation.integrated-gradients.steps=300",
                    "explanation.gradient-shap.references=1",
                    "explanation.gradient-shap.samples=2000",
                    "explanation.rise.masks=20",
                    "explanation.rise.cells=4",
                    "explanation.kernel-shap.cells=4",
                    "explanation.kernel-shap.coalitions=60",
                    "explanation.occlusion.window=2",
                    "explanation.occlusion.stride=2")
            .explanation();

    @Test
    void thePageHasTheTable() throws IOException {
        assertThat(Files.readString(PAGE)).contains(table());
    }

    private static String table() {
        Map<String, ExplainedTarget> layers = layers();
        StringBuilder table = new StringBuilder("| method | " + String.join(" | ", layers.keySet()) + " |\n");
        table.append("|---|").append("---|".repeat(layers.size())).append('\n');
        for (AttributionMethod method : AttributionMethods.of(CONFIG, SHAPE, List.of(BASELINE))) {
            table.append("| `")
                    .append(method.name())
                    .append("` | ")
                    .append(layers.values().stream()
                            .map(target -> cell(method, target))
                            .collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String cell(AttributionMethod method, ExplainedTarget target) {
        TargetFunction function = TargetFunction.of(target);
        if (method.obstacle(function).isPresent()) {
            return "refused";
        }
        AttributionMap map = method.explain(function, new Explicand(X, BASELINE, 1));
        assertThat(map.isFinite()).isTrue();
        // The gradient of what is affine does not vary, and the sum of maps may be below 0 everywhere.
        if (!List.of(ExplanationConfig.VAR_GRAD, ExplanationConfig.GRAD_CAM).contains(method.name())) {
            assertThat(map.values())
                    .as("%s of %s", method.name(), target.network().definition().name())
                    .isNotEqualTo(new float[64]);
        }
        if (map.relativeGap() != null) {
            assertThat(map.relativeGap())
                    .as("%s of %s", method.name(), target.network().definition().name())
                    .isLessThan(0.02);
        }
        return "yes";
    }

    private static Map<String, ExplainedTarget> layers() {
        Map<String, ExplainedTarget> layers = new LinkedHashMap<>();
        layers.put("dense", ofVector("dense", UnaryOperator.identity()));
        layers.put("ReLU", ofVector("relu", network -> network.relu("a", "h")));
        layers.put("LeakyReLU", ofVector("leaky", network -> network.leakyRelu("a", "h", 0.2)));
        layers.put("tanh", ofVector("tanh", network -> network.tanh("a", "h")));
        layers.put("sigmoid", ofVector("sigmoid", network -> network.sigmoid("a", "h")));
        layers.put("dropout", ofVector("dropout", network -> network.dropout("a", "h", 0.5)));
        layers.put("batch normalisation", ofVector("normalised", network -> network.batchNormalization("a", "h")));
        layers.put(
                "convolution",
                ofMaps("convolution", network -> network.convolution("c", "rows", 3, HALVES, Weights.HE_NORMAL)));
        layers.put(
                "spectral normalisation",
                ofMaps(
                        "spectral",
                        network -> network.node(
                                "c",
                                new SpectralNormalization(new Convolution(3, HALVES, Weights.HE_NORMAL)),
                                "rows")));
        layers.put(
                "transposed convolution",
                ofMaps(
                        "transposed",
                        network -> network.transposedConvolution("c", "rows", 2, HALVES, Weights.HE_NORMAL)));
        layers.put("packing", ofVector("packing", network -> network.node("a", new Companions(5), "h")));
        layers.put("minibatch deviation", ofVector("deviation", network -> network.minibatchDeviation("a", "h", 1e-8)));
        layers.put(
                "reconstruction error",
                Targets.target(
                        NetworkDefinition.named("reconstruction")
                                .input("x", 64)
                                .dense("h", "x", 8, Weights.HE_NORMAL)
                                .relu("a", "h")
                                .dense("sample", "a", 64, Weights.HE_NORMAL)
                                .squaredDistance("target", "x", "sample")
                                .outputs("target"),
                        DataType.DOUBLE));
        return layers;
    }

    private static final Window HALVES = new Window(4, 2, 1);

    /** A dense layer, what is looked at, and a sum of it. */
    private static ExplainedTarget ofVector(String name, UnaryOperator<NetworkBuilder> layer) {
        NetworkBuilder network =
                layer.apply(NetworkDefinition.named(name).input("x", 64).dense("h", "x", 24, Weights.HE_NORMAL));
        String last = name.equals("dense") ? "h" : "a";
        return Targets.target(
                network.dense("target", last, 1, Weights.HE_NORMAL).outputs("target"), DataType.DOUBLE);
    }

    private static ExplainedTarget ofMaps(String name, UnaryOperator<NetworkBuilder> layer) {
        NetworkBuilder network =
                layer.apply(NetworkDefinition.named(name).input("x", 64).reshape("rows", "x", 8, 8, 1));
        int size = name.equals("transposed") ? 16 * 16 * 2 : 4 * 4 * 3;
        return Targets.target(
                network.reshape("flat", "c", size)
                        .dense("target", "flat", 1, Weights.HE_NORMAL)
                        .outputs("target"),
                DataType.DOUBLE);
    }
}
