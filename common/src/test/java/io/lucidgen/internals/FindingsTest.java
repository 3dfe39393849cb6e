package io.lucidgen.internals;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.internals.Finding.Kind;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What is planted must be found, and nothing must be claimed of a model that has learnt nothing. */
class FindingsTest {

    private static final int LATENT = 8;
    private static final int UNITS = 24;
    private static final int ACROSS = 2;
    private static final int SAMPLES = 32;
    private static final FeatureGrid GRID = new FeatureGrid(1, PlantedGenerator.SIDE, PlantedGenerator.SIDE);

    private static Network network(long seed) {
        return Network.initialised(
                NetworkDefinition.named("generator")
                        .input("z", LATENT)
                        .dense("hidden", "z", UNITS, Weights.HE_NORMAL)
                        .relu("hidden-relu", "hidden")
                        .dense("pixels", "hidden-relu", PlantedGenerator.PIXELS, Weights.GLOROT_UNIFORM)
                        .tanh("sample", "pixels")
                        .outputs("sample"),
                DataType.FLOAT,
                seed);
    }

    /** A critic that sees all alike, so that what it looks at is no finding. */
    private static InternalsFacts facts(Network network, PlantedGenerator.Gaze gaze) {
        PlantedGenerator model = new PlantedGenerator(network, gaze);
        return InternalsFacts.measure(new GeneratorProbe(model, GeneratorProbe.bank(model, SAMPLES, 9)), GRID, ACROSS);
    }

    private static List<Finding> findings(Network network, PlantedGenerator.Gaze gaze) {
        List<InternalsFacts> untrained = IntStream.range(100, 105)
                .mapToObj(seed -> facts(network(seed), PlantedGenerator.Gaze.ALL))
                .toList();
        return Findings.of(facts(network, gaze), untrained);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nothingIsClaimedOfAModelThatHasLearntNothing(long seed) {
        assertThat(findings(network(seed), PlantedGenerator.Gaze.ALL))
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Kind.NOTHING));
    }

    @Test
    void theRegionThatTheCriticSeesAloneIsNamed() {
        assertThat(findings(network(1), PlantedGenerator.Gaze.UPPER_LEFT))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.CRITIC_LOOKS_AT);
                    assertThat(finding.statement())
                            .startsWith("The critic looks at row 1, column 1 of the 2 x 2 regions: 100 %");
                    assertThat(finding.value()).isEqualTo(1);
                    assertThat(finding.evidence()).isEqualTo(new Finding.Evidence(null, List.of(), 0));
                });
    }

    @Test
    void theValuesOfTheLatentThatDoAllAndThoseThatDoNothingAreNamed() {
        Network network = network(1);
        INDArray weights = network.parametersByName().get("hidden.weight");
        for (int latent = 0; latent < LATENT; latent++) {
            weights.getRow(latent).muli(latent == 5 ? 3 : latent < 3 ? 0 : 0.2);
        }
        List<Finding> findings = findings(network, PlantedGenerator.Gaze.ALL);

        assertThat(findings)
                .filteredOn(finding -> finding.kind() == Kind.LATENTS_THAT_MATTER)
                .singleElement()
                .satisfies(finding -> assertThat(finding.statement()).contains("latent 5 matters most"));
        assertThat(findings)
                .filteredOn(finding -> finding.kind() == Kind.LATENTS_WITHOUT_EFFECT)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.statement()).contains("0, 1, 2 do next to nothing");
                    assertThat(finding.evidence()).isEqualTo(new Finding.Evidence(null, List.of(0, 1, 2), -1));
                });
    }

    @Test
    void theRegionThatAValueDrawsIsNamed() {
        Network network = network(1);
        INDArray hidden = network.parametersByName().get("hidden.weight");
        INDArray pixels = network.parametersByName().get("pixels.weight");
        // The first value alone moves the first two units, and they draw the last quarter alone.
        for (int unit = 0; unit < 2; unit++) {
            hidden.getColumn(unit).assign(0);
            hidden.putScalar(0, unit, unit == 0 ? 1 : -1);
            for (int pixel = 0; pixel < PlantedGenerator.PIXELS; pixel++) {
                pixels.putScalar(unit, pixel, PlantedGenerator.quarter(pixel) == 3 ? 1 : 0);
            }
        }
        for (int unit = 2; unit < UNITS; unit++) {
            hidden.putScalar(0, unit, 0);
        }

        assertThat(findings(network, PlantedGenerator.Gaze.ALL))
                .filteredOn(finding -> finding.kind() == Kind.LATENT_DRAWS_REGION)
                .singleElement()
                .satisfies(finding -> assertThat(finding.statement())
                        .isEqualTo("Value 0 of the latent draws row 2, column 2 of the 2 x 2 regions: 100 % of what it"
                                + " changes lies there."));
    }

    @Test
    void unitsThatAreDeadOrRedundantAreCounted() {
        Network network = network(1);
        INDArray hidden = network.parametersByName().get("hidden.weight");
        INDArray bias = network.parametersByName().get("hidden.bias");
        bias.putScalar(3, -100).putScalar(4, -100);
        hidden.getColumn(7).assign(hidden.getColumn(8).mul(2));
        List<Finding> findings = findings(network, PlantedGenerator.Gaze.ALL);

        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.DEAD_UNITS, Kind.TWIN_UNITS);
        assertThat(findings)
                .extracting(Finding::statement)
                .containsExactly(
                        "2 of 24 units of hidden-relu are never on: they do nothing.",
                        "2 of 24 units of hidden-relu go along with another one: they are redundant.");
        assertThat(findings)
                .extracting(Finding::evidence)
                .containsOnly(new Finding.Evidence("hidden-relu", List.of(), -1));
    }
}
