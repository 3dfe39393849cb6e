package io.lucidgen.internals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.internals.LatentDirection.Source;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.LatentPrior.Distribution;
import io.lucidgen.model.LatentPrior.Role;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Generators whose strongest directions are known. */
class PrincipalDirectionsTest {

    private static final LatentPrior PRIOR = LatentPrior.normal(4).with(Role.CODE, Distribution.CATEGORICAL, 2);

    /** The first axis weighs most, then the second and so on; the categories weigh more than all, and are no directions. */
    private static PlantedGenerator model(double... weights) {
        Network network = Network.initialised(
                NetworkDefinition.named("generator")
                        .input("z", PRIOR.size())
                        .dense("hidden", "z", PRIOR.size(), Weights.ZERO)
                        .batchNormalization("hidden-norm", "hidden")
                        .relu("hidden-relu", "hidden-norm")
                        .dense("sample", "hidden-relu", PlantedGenerator.PIXELS, Weights.HE_NORMAL)
                        .outputs("sample"),
                DataType.FLOAT,
                1);
        for (int k = 0; k < weights.length; k++) {
            network.parametersByName().get("hidden.weight").putScalar(k, k, weights[k]);
        }
        return new PlantedGenerator(network, PRIOR, PlantedGenerator.Gaze.ALL);
    }

    private static PrincipalDirections directions(PlantedGenerator model) {
        return new PrincipalDirections(model, new GeneratorProbe(model, GeneratorProbe.bank(model, 8, 1)));
    }

    @Test
    void theFirstWeightsStrongestDirectionsAreItsAxesInOrder() {
        List<LatentDirection> found = directions(model(1, 2, 0.5, 3, 9, 9)).ofFirstWeight(10);

        assertThat(found).hasSize(4);
        assertThat(found).extracting(LatentDirection::rank).containsExactly(0, 1, 2, 3);
        assertAlong(found.get(0), 3);
        assertAlong(found.get(1), 1);
        assertAlong(found.get(2), 0);
        assertAlong(found.get(3), 2);
        assertThat(found.get(0).share()).isEqualTo(9 / 14.25, within(1e-6));
        assertThat(found).allMatch(direction -> direction.source() == Source.FIRST_WEIGHT);
        assertThat(found.get(0).sampleChange()).isGreaterThan(found.get(3).sampleChange());
    }

    @Test
    void normalisationCountsAmongWhatIsLinear() {
        PlantedGenerator model = model(1, 2, 0.5, 3, 9, 9);
        model.network().parametersByName().get("hidden-norm.scale").putScalar(2, 100);

        assertAlong(directions(model).ofFirstWeight(1).get(0), 2);
    }

    @Test
    void theFirstLayersPrincipalComponentsArePredictedByTheAxesThatTheyComeFrom() {
        List<LatentDirection> found = directions(model(1, 12, 0.1, 4, 0, 0)).ofActivations(2, 2000, 5);

        assertThat(found).hasSize(2);
        assertThat(found.get(0).source()).isEqualTo(Source.ACTIVATIONS);
        assertThat(Math.abs(found.get(0).direction()[1])).isGreaterThan(0.99f);
        assertThat(Math.abs(found.get(1).direction()[3])).isGreaterThan(0.99f);
        assertThat(found.get(0).share()).isBetween(0.8, 0.95);
    }

    @Test
    void directionsHaveLengthOneAndLeaveCategoriesAlone() {
        for (LatentDirection direction : directions(model(1, 2, 3, 4, 9, 9)).ofActivations(4, 500, 5)) {
            double length = 0;
            for (float value : direction.direction()) {
                length += value * value;
            }
            assertThat(length).isEqualTo(1, within(1e-5));
            assertThat(direction.direction()[4]).isZero();
            assertThat(direction.direction()[5]).isZero();
        }
    }

    @Test
    void aStripMovesAlongItsDirectionAlone() {
        float[][] strip = PrincipalDirections.strip(new float[] {7, 1}, new float[] {1, 0}, 3);

        assertThat(strip).isDeepEqualTo(new float[][] {{-3, 1}, {0, 1}, {3, 1}});
    }

    private static void assertAlong(LatentDirection direction, int axis) {
        assertThat(direction.direction()[axis]).isEqualTo(1, within(1e-5f));
    }
}
