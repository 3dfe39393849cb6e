package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassifierScoreTest {

    @Test
    void isTheNumberOfClassesWhenEachSampleIsSurelyOfOneAndTheyAreEven() {
        float[][] sure = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

        assertThat(ClassifierScore.of(sure, new int[] {0, 1, 2})).isEqualTo(3, within(1e-12));
    }

    @Test
    void isOneWhenAllSamplesLookAlike() {
        float[][] same = {{0.2f, 0.8f}, {0.2f, 0.8f}};

        assertThat(ClassifierScore.of(same, new int[] {0, 1})).isEqualTo(1, within(1e-7));
        assertThat(ClassifierScore.of(new float[][] {{0, 1}, {1, 0}}, new int[] {1, 1, 1}))
                .isEqualTo(1, within(1e-12));
    }

    @Test
    void isTheExponentOfTheMeanDivergenceFromTheMean() {
        float[][] rows = {{0.75f, 0.25f}, {0.25f, 0.75f}};
        double divergence = 0.75 * Math.log(0.75 / 0.5) + 0.25 * Math.log(0.25 / 0.5);

        assertThat(ClassifierScore.of(rows, new int[] {0, 1})).isEqualTo(Math.exp(divergence), within(1e-12));
    }
}
