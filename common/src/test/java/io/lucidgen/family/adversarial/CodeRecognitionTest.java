package io.lucidgen.family.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.LatentPrior.Distribution;
import io.lucidgen.model.LatentPrior.Role;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is said of codes whose information is known in closed form. */
class CodeRecognitionTest {

    private static final LatentPrior PRIOR =
            LatentPrior.normal(1).with(Role.CODE, Distribution.CATEGORICAL, 3).with(Role.CODE, Distribution.UNIFORM, 1);
    private static final float[] LATENTS = {0.3f, 0, 1, 0, 0.5f, -2, 1, 0, 0, -0.5f};

    private final CodeRecognition recognition = new CodeRecognition(PRIOR, 2, 4);

    @Test
    void whoKnowsNothingHasNoInformation() {
        SortedMap<String, Double> figures = figures(Nd4j.zeros(2, 4));

        assertThat(figures.get("code1-information")).isEqualTo(0, within(1e-12));
        assertThat(figures.get("code2-error")).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void whoIsSureAndRightHasAllOfIt() {
        INDArray said = Nd4j.createFromArray(new double[][] {{0, 900, 0, 0.5}, {900, 0, 0, -0.5}});

        assertThat(figures(said).get("code1-information")).isEqualTo(Math.log(3), within(1e-12));
        assertThat(figures(said).get("code2-error")).isEqualTo(0, within(1e-12));
    }

    @Test
    void whoSaysHalfAndHalfHasWhatIsLeft() {
        double log = Math.log(2);
        INDArray said = Nd4j.createFromArray(new double[][] {{log, 2 * log, log, 0}, {2 * log, log, log, 0}});

        assertThat(figures(said).get("code1-information")).isEqualTo(Math.log(3) - log, within(1e-12));
    }

    @Test
    void slopeIsThatOfTheWeightedLoss() {
        double[][] said = {{0.2, -0.4, 1.1, 0.7}, {-0.3, 0.8, 0.1, -0.9}};
        INDArray slope = Nd4j.zeros(2, 4).castTo(DataType.DOUBLE);
        recognition.sum(Nd4j.createFromArray(said), slope, LATENTS, 2, 0.5);

        double step = 1e-6;
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 4; column++) {
                double[][] above = {said[0].clone(), said[1].clone()};
                double[][] below = {said[0].clone(), said[1].clone()};
                above[row][column] += step;
                below[row][column] -= step;
                double expected = (loss(above) - loss(below)) / (2 * step);
                assertThat(slope.getDouble(row, column)).isEqualTo(expected, within(1e-8));
            }
        }
    }

    private double loss(double[][] said) {
        return recognition.sum(Nd4j.createFromArray(said), null, LATENTS, 2, 0).loss();
    }

    private SortedMap<String, Double> figures(INDArray said) {
        SortedMap<String, Double> figures = new TreeMap<>();
        recognition.sum(said, null, LATENTS, 2, 0).into(figures, "");
        return figures;
    }
}
