package io.lucidgen.simplification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import io.lucidgen.simplification.Response.Kind;
import io.lucidgen.simplification.Surrogate.Form;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Planted models: what their rules are is known. */
class SurrogateSearchTest {

    private static final int LATENTS = 12;
    private static final List<String> NAMES = IntStream.range(0, LATENTS)
            .mapToObj(latent -> Response.latent(latent).words())
            .toList();

    /** The rule for a response that is planted, with noise of its own. */
    private static Surrogate found(ToDoubleBiFunction<double[], RandomStream> planted) {
        double[][] latents = new double[600][LATENTS];
        double[] responses = new double[latents.length];
        for (int row = 0; row < latents.length; row++) {
            RandomStream random = new RandomStream(Seeds.derive(5, row));
            for (int k = 0; k < LATENTS; k++) {
                latents[row][k] = random.nextGaussian();
            }
            responses[row] = planted.applyAsDouble(latents[row], random);
        }
        return new SurrogateSearch(4, 2, 0.5, new Bootstrap(200, 1))
                .of(Response.of(Kind.BRIGHTNESS), Predictors.LATENT, new Observations(NAMES, latents, responses));
    }

    @Test
    void aSumOfThreeIsFoundWithItsWeights() {
        Surrogate surrogate = found((latent, random) -> 0.5 + 2 * latent[3] - latent[7] + 0.75 * latent[10]);

        assertThat(surrogate.simple()).isTrue();
        assertThat(surrogate.form()).isEqualTo(Form.SPARSE_LINEAR);
        assertThat(surrogate.words()).isEqualTo("0.500 + 2.00 x latent 3 - 1.00 x latent 7 + 0.750 x latent 10");
        assertThat(surrogate.fidelity().r2()).isEqualTo(1, within(1e-9));
        assertThat(surrogate.fidelity().agreement()).isEqualTo(1);
        assertThat(surrogate.fitted()).isEqualTo(480);
        assertThat(surrogate.heldOut()).isEqualTo(120);
    }

    @Test
    void oneLineIsEnoughWhereThereIsNoMore() {
        Surrogate surrogate = found((latent, random) -> 3 * latent[5] + 0.2 * random.nextGaussian());

        assertThat(surrogate.simple()).isTrue();
        assertThat(surrogate.words()).contains(" x latent 5").doesNotContain("latent 4");
        assertThat(surrogate.size()).isEqualTo(1);
        assertThat(surrogate.fidelity().r2()).isBetween(0.98, 1.0);
    }

    @Test
    void casesAreFoundWhereNoSumHelps() {
        Surrogate surrogate = found((latent, random) -> latent[2] > 0.4 ? (latent[6] > 0 ? 4 : 1) : -1);

        assertThat(surrogate.simple()).isTrue();
        assertThat(surrogate.form()).isEqualTo(Form.SHALLOW_TREE);
        assertThat(surrogate.words()).contains("latent 2", "latent 6");
        assertThat(surrogate.fidelity().r2()).isGreaterThan(0.95);
        assertThat(surrogate.linearR2()).isLessThan(0.6);
    }

    @Test
    void ofNoiseThereIsNoSimpleExplanation() {
        Surrogate surrogate = found((latent, random) -> random.nextGaussian());

        assertThat(surrogate.simple()).isFalse();
        assertThat(surrogate.fidelity().r2()).isLessThan(0.1);
    }

    @Test
    void whatIsHiddenFromShortRulesIsNotCalledExplained() {
        Surrogate surrogate = found((latent, random) ->
                IntStream.range(0, LATENTS).mapToDouble(k -> latent[k]).sum());

        assertThat(surrogate.simple()).isFalse();
        assertThat(surrogate.linearR2()).isEqualTo(1, within(1e-9));
        assertThat(surrogate.fidelity().interval().low()).isLessThan(0.5);
    }

    @Test
    void itSaysWhereARuleFails() {
        Surrogate surrogate =
                found((latent, random) -> 3 * latent[1] + (latent[8] > 1 ? 2 : 0.1) * random.nextGaussian());

        assertThat(surrogate.weakSpot()).hasValueSatisfying(spot -> {
            assertThat(spot.where()).contains("latent 8 > ");
            assertThat(spot.factor()).isGreaterThan(2);
            assertThat(spot.share()).isBetween(0.05, 0.3);
        });
    }

    @Test
    void whatIsAlwaysTheSameHasNothingToExplain() {
        Surrogate surrogate = found((latent, random) -> 0.1);

        assertThat(surrogate.simple()).isFalse();
        assertThat(surrogate.words()).isEqualTo("0.100");
        assertThat(surrogate.size()).isZero();
    }

    @Test
    void whatAddsUpToOneAndWhatNeverVariesAreNoTrouble() {
        double[][] features = new double[300][4];
        double[] responses = new double[features.length];
        for (int row = 0; row < features.length; row++) {
            features[row][row % 3] = 1;
            features[row][3] = 0.1;
            responses[row] = row % 3 == 1 ? 2 : -1;
        }
        Surrogate surrogate = new SurrogateSearch(2, 1, 0.5, new Bootstrap(100, 1))
                .of(
                        Response.of(Kind.CONTRAST),
                        Predictors.LATENT,
                        new Observations(List.of("a", "b", "c", "always"), features, responses));

        assertThat(surrogate.simple()).isTrue();
        assertThat(surrogate.words()).isEqualTo("-1.00 + 3.00 x b");
        assertThat(surrogate.linearR2()).isEqualTo(1, within(1e-6));
    }
}
