package io.lucidgen.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.attribution.SelfCheck;
import io.lucidgen.config.ExplainedUnit;
import io.lucidgen.config.ExplainedUnit.Part;
import io.lucidgen.evaluation.explanation.PlantedDecoderTest.Decoder;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.model.TargetKind;
import io.lucidgen.model.UnitTargets;
import io.lucidgen.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class UnitTargetsTest {

    private static final int CHANNELS = 8;
    private static final Decoder CONVOLUTIONAL = new Decoder(PlantedTargets.convolutionalPatch());

    private static INDArray rows(int rows, int columns) {
        float[] values = new float[rows * columns];
        new RandomStream(3).fillGaussian(values);
        return Nd4j.createFromArray(values).reshape('c', rows, columns);
    }

    private static ExplainedTarget unit(Decoder model, Part part, String layer, int unit) {
        return UnitTargets.of(model, new ExplainedUnit(part, layer, unit), 7).orElseThrow();
    }

    @Test
    void aChannelIsItsMeanOverAllPlaces() {
        ExplainedTarget channel = unit(CONVOLUTIONAL, Part.CRITIC, "a", 5);
        INDArray samples = rows(6, PlantedTargets.PIXELS);
        INDArray maps = new NetworkRunner(CONVOLUTIONAL.critic().network())
                .run(samples, "a")
                .castTo(DataType.DOUBLE);
        int places = (int) maps.size(1) / CHANNELS;
        double[] values = new NetworkRunner(channel.network())
                .run(samples, ExplainedTarget.OUTPUT)
                .toDoubleVector();

        assertThat(channel.kind()).isEqualTo(TargetKind.UNIT);
        assertThat(channel.index()).isEqualTo(7);
        for (int row = 0; row < values.length; row++) {
            int sample = row;
            double mean = IntStream.range(0, places)
                    .mapToDouble(place -> maps.getDouble(sample, place * CHANNELS + 5))
                    .average()
                    .orElseThrow();
            assertThat(values[row]).isEqualTo(mean, within(1e-6));
        }
    }

    @Test
    void nothingBehindTheUnitIsComputed() {
        assertThat(unit(CONVOLUTIONAL, Part.CRITIC, "a", 0)
                        .network()
                        .definition()
                        .nodes())
                .noneMatch(node -> node.name().equals("flat"));
    }

    @Test
    void gradientsOfUnitsPassTheCheck() {
        List<double[]> samples = IntStream.range(0, 4)
                .mapToObj(row -> rows(4, PlantedTargets.PIXELS)
                        .castTo(DataType.DOUBLE)
                        .getRow(row)
                        .toDoubleVector())
                .toList();

        assertThat(SelfCheck.require(List.of(unit(CONVOLUTIONAL, Part.CRITIC, "a", 2)), samples, 1))
                .hasSize(1);
    }

    @Test
    void aUnitOfTheGeneratorIsOverItsLatent() {
        ExplainedTarget pixel = unit(CONVOLUTIONAL, Part.GENERATOR, "sample", 3);
        INDArray latents = rows(5, CONVOLUTIONAL.definition().latentSize());

        assertThat(pixel.kind()).isEqualTo(TargetKind.UNIT_BY_LATENT);
        assertThat(new NetworkRunner(pixel.network())
                        .run(latents, ExplainedTarget.OUTPUT)
                        .toDoubleVector())
                .containsExactly(
                        new NetworkRunner(
                                        CONVOLUTIONAL.generator().orElseThrow().network())
                                .run(latents, "sample")
                                .getColumn(3)
                                .toDoubleVector(),
                        within(1e-6));
    }

    @Test
    void whatIsNotThereIsNotExplained() {
        assertThat(UnitTargets.of(CONVOLUTIONAL, new ExplainedUnit(Part.ENCODER, "a", 0), 0))
                .isEmpty();
        assertThat(UnitTargets.of(CONVOLUTIONAL, new ExplainedUnit(Part.CRITIC, "b", 0), 0))
                .isEmpty();
        assertThat(UnitTargets.of(CONVOLUTIONAL, new ExplainedUnit(Part.CRITIC, "a", CHANNELS), 0))
                .isEmpty();
        assertThat(UnitTargets.layers(CONVOLUTIONAL, Part.CRITIC)).containsExactly("a");
        assertThat(UnitTargets.layers(CONVOLUTIONAL, Part.GENERATOR)).containsExactly("sample");
        assertThat(UnitTargets.layers(CONVOLUTIONAL, Part.ENCODER)).isEmpty();
    }
}
