package io.lucidgen.internals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.internals.Part.Kind;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Generators that are built so that it is known what each part does: what is measured must be that, and 0 elsewhere. */
class GeneratorProbeTest {

    private static final int QUARTERS = 4;
    private static final int DEAD = 2 * QUARTERS;
    private static final int COPY = DEAD + 1;
    private static final int SAMPLES = 16;
    private static final PlantedGenerator MODEL = new PlantedGenerator(quarters());
    private static final GeneratorProbe PROBE = new GeneratorProbe(MODEL, GeneratorProbe.bank(MODEL, SAMPLES, 3));

    /** Each quarter is drawn by one value of the latent through two units, one for either sign; one more unit is always off,
     * and one does as the first but is not read. */
    private static Network quarters() {
        Network network = Network.initialised(
                NetworkDefinition.named("generator")
                        .input("z", QUARTERS)
                        .dense("hidden", "z", COPY + 1, Weights.ZERO)
                        .relu("hidden-relu", "hidden")
                        .dense("pixels", "hidden-relu", PlantedGenerator.PIXELS, Weights.ZERO)
                        .tanh("sample", "pixels")
                        .outputs("sample"),
                DataType.FLOAT,
                1);
        INDArray hidden = network.parametersByName().get("hidden.weight");
        INDArray pixels = network.parametersByName().get("pixels.weight");
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            hidden.putScalar(quarter, 2 * quarter, 1);
            hidden.putScalar(quarter, 2 * quarter + 1, -1);
        }
        hidden.putScalar(0, COPY, 2);
        network.parametersByName().get("hidden.bias").putScalar(DEAD, -100);
        for (int pixel = 0; pixel < PlantedGenerator.PIXELS; pixel++) {
            int quarter = PlantedGenerator.quarter(pixel);
            pixels.putScalar(2 * quarter, pixel, 0.5);
            pixels.putScalar(2 * quarter + 1, pixel, -0.5);
            pixels.putScalar(DEAD, pixel, 1);
        }
        return network;
    }

    @Test
    void everyValueOfTheLatentAndEveryHiddenUnitIsAPart() {
        List<Part> parts = PROBE.parts();

        assertThat(parts).hasSize(QUARTERS + COPY + 1);
        assertThat(parts.get(3)).isEqualTo(new Part(Kind.LATENT, "latent", 3));
        assertThat(parts.get(QUARTERS)).isEqualTo(new Part(Kind.UNIT, "hidden-relu", 0));
    }

    /** A decoder's backward pass starts at its logits, before the sigmoid that gives the sample. */
    @Test
    void theSampleNeedNotBeAnOutput() {
        Network whole = quarters();
        NetworkDefinition definition = whole.definition();
        Network decoder = new Network(
                new NetworkDefinition(definition.name(), definition.inputs(), definition.nodes(), List.of("pixels")),
                whole.parameters());
        PlantedGenerator model = new PlantedGenerator(decoder);
        GeneratorProbe probe = new GeneratorProbe(model, GeneratorProbe.bank(model, SAMPLES, 3));

        assertThat(probe.parts()).isEqualTo(PROBE.parts());
        Part unit = new Part(Kind.UNIT, "hidden-relu", 0);
        assertThat(probe.effect(unit).sampleChange())
                .isEqualTo(PROBE.effect(unit).sampleChange());
    }

    @Test
    void aPartChangesItsQuarterAndNothingElse() {
        for (Part part : PROBE.parts()) {
            PartEffect effect = PROBE.effect(part);
            boolean reads = part.kind() == Kind.LATENT || part.index() < DEAD;
            int quarter = part.kind() == Kind.LATENT ? part.index() : part.index() / 2;
            for (int pixel = 0; pixel < PlantedGenerator.PIXELS; pixel++) {
                if (!reads || PlantedGenerator.quarter(pixel) != quarter) {
                    assertThat(effect.effectMap()[pixel]).as(part.label()).isZero();
                }
            }
            assertThat(effect.sampleChange() > 0.05).as(part.label()).isEqualTo(reads);
            assertThat(effect.logitChange() > 0.05).as(part.label()).isEqualTo(reads && quarter == 0);
            if (part.kind() == Kind.UNIT && reads) {
                // What is on makes its quarter brighter or darker, always the same way.
                assertThat(Math.signum(effect.effectMap()[firstPixel(quarter)]))
                        .isEqualTo(part.index() % 2 == 0 ? 1 : -1);
                assertThat(Math.abs(effect.logitEffect())).isEqualTo(effect.logitChange(), within(1e-9));
            }
        }
    }

    private static int firstPixel(int quarter) {
        int pixel = 0;
        while (PlantedGenerator.quarter(pixel) != quarter) {
            pixel++;
        }
        return pixel;
    }

    @Test
    void aUnitThatIsAlwaysOffIsDeadAndACopyIsATwin() {
        PartEffect dead = PROBE.effect(new Part(Kind.UNIT, "hidden-relu", DEAD));
        PartEffect first = PROBE.effect(new Part(Kind.UNIT, "hidden-relu", 0));

        assertThat(dead.isDead()).isTrue();
        assertThat(dead.activity().twin()).isEqualTo(-1);
        assertThat(dead.activity().twinCorrelation()).isNaN();
        assertThat(first.isDead()).isFalse();
        assertThat(first.activity().activeShare()).isBetween(0.2, 0.8);
        assertThat(first.activity().twin()).isEqualTo(COPY);
        assertThat(first.activity().twinCorrelation()).isEqualTo(1, within(1e-9));
    }

    @Test
    void theGraphHasTheWaysThatAreBuiltAndNoOthers() {
        List<Part> chosen = PROBE.parts().stream()
                .filter(part -> part.kind() == Kind.LATENT || part.index() < DEAD)
                .toList();
        EffectGraph graph = new EffectGraph(PROBE, chosen, new FeatureGrid(1, 8, 8), 2);
        List<EffectEdge> edges = graph.sources().stream()
                .flatMap(source -> graph.from(source).stream())
                .toList();

        int fromLatents = QUARTERS * (DEAD + QUARTERS + 1);
        assertThat(edges).hasSize(fromLatents + DEAD * QUARTERS + QUARTERS);
        for (EffectEdge edge : edges) {
            int from = edge.from().kind() == Kind.UNIT
                    ? edge.from().index() / 2
                    : edge.from().index();
            int to = edge.to().kind() == Kind.UNIT
                    ? edge.to().index() / 2
                    : edge.to().index();
            assertThat(edge.strength() > 0.1)
                    .as("%s to %s", edge.from().label(), edge.to().label())
                    .isEqualTo(from == to);
            if (from != to) {
                assertThat(edge.change()).isZero();
            }
        }
    }

    @Test
    void aValueOfTheLatentThatIsOffIsAtThePriorsMean() {
        // The unit of either sign is 0 at the mean, so that what is lost is all that it gave.
        EffectGraph graph = new EffectGraph(PROBE, PROBE.parts(), new FeatureGrid(1, 8, 8), 2);
        EffectEdge edge = graph.from(new Part(Kind.LATENT, "latent", 1)).stream()
                .filter(one -> one.to().index() == 2)
                .findFirst()
                .orElseThrow();
        double mean =
                PROBE.effect(new Part(Kind.UNIT, "hidden-relu", 2)).activity().mean();

        assertThat(edge.effect()).isEqualTo(mean, within(1e-6));
    }

    @Test
    void aUnitOfFeatureMapsIsAChannelAtAllPlaces() {
        PlantedGenerator model =
                new PlantedGenerator(channels(), LatentPrior.normal(2), PlantedGenerator.Gaze.NO_CRITIC);
        GeneratorProbe probe = new GeneratorProbe(model, GeneratorProbe.bank(model, SAMPLES, 3));
        EffectGraph graph = new EffectGraph(probe, probe.parts(), new FeatureGrid(1, 8, 8), 2);

        List<PartEffect> effects = probe.parts().stream()
                .filter(part -> part.kind() == Kind.UNIT)
                .map(probe::effect)
                .toList();
        assertThat(effects).hasSize(2);
        for (PartEffect effect : effects) {
            double weight = effect.part().index() == 0 ? 1 : -3;
            double mean = effect.activity().mean();
            assertThat(effect.logitEffect()).isNull();
            for (float pixel : effect.effectMap()) {
                assertThat((double) pixel).isEqualTo(weight * mean, within(1e-5));
            }
        }
        // No critic, so that no region leads anywhere.
        assertThat(graph.sources()).allMatch(part -> part.kind() != Kind.REGION);
        assertThat(graph.from(effects.get(0).part()))
                .hasSize(4)
                .allSatisfy(edge -> assertThat(edge.effect())
                        .isEqualTo(effects.get(0).activity().mean(), within(1e-5)));
    }

    /** Two channels, each as bright as its value of the latent where that is above 0, added up with weights 1 and -3. */
    private static Network channels() {
        Network network = Network.initialised(
                NetworkDefinition.named("generator")
                        .input("z", 2)
                        .dense("seeds", "z", PlantedGenerator.PIXELS * 2, Weights.ZERO)
                        .reshape("maps", "seeds", PlantedGenerator.SIDE, PlantedGenerator.SIDE, 2)
                        .relu("maps-relu", "maps")
                        .convolution("image", "maps-relu", 1, new Window(1, 1, 0), Weights.ZERO)
                        .channelsFirst("sample", "image")
                        .outputs("sample"),
                DataType.FLOAT,
                1);
        INDArray seeds = network.parametersByName().get("seeds.weight");
        for (int value = 0; value < PlantedGenerator.PIXELS * 2; value++) {
            seeds.putScalar(value % 2, value, 1);
        }
        INDArray image = network.parametersByName().get("image.weight");
        image.reshape(image.length()).putScalar(0, 1).putScalar(1, -3);
        return network;
    }
}
