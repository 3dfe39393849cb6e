package io.lucidgen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.model.LatentPrior.Block;
import io.lucidgen.model.LatentPrior.Distribution;
import io.lucidgen.model.LatentPrior.Placed;
import io.lucidgen.model.LatentPrior.Role;
import io.lucidgen.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Latents of several blocks: where each lies and how its values are spread. */
class LatentPriorTest {

    private static final LatentPrior PRIOR = LatentPrior.normal(3)
            .with(Role.CODE, Distribution.CATEGORICAL, 4)
            .with(Role.CODE, Distribution.UNIFORM, 1)
            .with(Role.LABEL, Distribution.CATEGORICAL, 5);

    @Test
    void knowsWhereItsBlocksLie() {
        assertThat(PRIOR.size()).isEqualTo(13);
        assertThat(PRIOR.placed(Role.CODE)).extracting(Placed::offset).containsExactly(3, 7);
        assertThat(PRIOR.label()).hasValue(new Placed(new Block(Role.LABEL, Distribution.CATEGORICAL, 5), 8));
        assertThat(PRIOR.classes()).isEqualTo(5);
        assertThat(LatentPrior.normal(2).classes()).isZero();
        assertThat(LatentPrior.normal(2).labelOf(new float[2])).isEqualTo(-1);
    }

    @Test
    void drawsEachBlockFromItsDistribution() {
        int rows = 20_000;
        float[] latents = new float[rows * PRIOR.size()];
        PRIOR.fill(latents, new RandomStream(3));
        double[] means = new double[PRIOR.size()];
        double[] squares = new double[PRIOR.size()];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < means.length; column++) {
                double value = latents[row * means.length + column];
                means[column] += value / rows;
                squares[column] += value * value / rows;
            }
            float chosen = 0;
            for (int k = 0; k < 4; k++) {
                chosen += latents[row * means.length + 3 + k];
            }
            assertThat(chosen).isEqualTo(1);
        }

        // Five standard errors of a mean of 20,000.
        for (int column = 0; column < 3; column++) {
            assertThat(means[column]).isEqualTo(0, within(0.036));
            assertThat(squares[column]).isEqualTo(1, within(0.05));
        }
        for (int column = 3; column < 7; column++) {
            assertThat(means[column]).isEqualTo(0.25, within(0.016));
        }
        assertThat(means[7]).isEqualTo(0, within(0.021));
        assertThat(squares[7]).isEqualTo(1.0 / 3, within(0.011));
        for (int column = 8; column < 13; column++) {
            assertThat(means[column]).isEqualTo(0.2, within(0.015));
        }
    }

    @Test
    void noiseAloneIsDrawnAsItAlwaysWas() {
        float[] expected = new float[12];
        new RandomStream(9).fillGaussian(expected);
        float[] drawn = new float[12];
        LatentPrior.normal(4).fill(drawn, new RandomStream(9));

        assertThat(drawn).containsExactly(expected);
    }

    @Test
    void refusesWhatIsNoPrior() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LatentPrior(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> LatentPrior.normal(0));
        assertThatIllegalArgumentException().isThrownBy(() -> PRIOR.with(Role.LABEL, Distribution.CATEGORICAL, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> PRIOR.labelOf(new float[13]));
    }
}
