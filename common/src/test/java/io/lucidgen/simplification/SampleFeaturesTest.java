package io.lucidgen.simplification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.simplification.Response.Kind;
import org.junit.jupiter.api.Test;

class SampleFeaturesTest {

    private static final double EXACT = 1e-12;

    private final SampleFeatures features = new SampleFeatures(new FeatureGrid(1, 2, 4), 2);
    private final double[] sample = {
        0, 1, 2, 3,
        4, 4, 4, 4
    };

    @Test
    void regionsAreCountedRowByRowAndTheWholeComesLast() {
        assertThat(features.names())
                .containsExactly("region 0", "region 1", "region 2", "region 3", "contrast", "roughness", "asymmetry");
        assertThat(features.of(sample)).startsWith(0.5, 2.5, 4, 4);
    }

    @Test
    void theWholeIsDescribedByItsFormulas() {
        double mean = 22.0 / 8;

        assertThat(features.attribute(Kind.BRIGHTNESS, sample)).isEqualTo(mean, within(EXACT));
        assertThat(features.attribute(Kind.CONTRAST, sample))
                .isEqualTo(Math.sqrt((0 + 1 + 4 + 9 + 4 * 16) / 8.0 - mean * mean), within(EXACT));
        // Six pairs side by side differ by 3 in all, four pairs above each other by 4 + 3 + 2 + 1.
        assertThat(features.attribute(Kind.ROUGHNESS, sample)).isEqualTo((3 / 6.0 + 10 / 4.0) / 2, within(EXACT));
        assertThat(features.attribute(Kind.ASYMMETRY, sample)).isEqualTo((3 + 1 + 1 + 3) / 8.0, within(EXACT));
    }

    @Test
    void whatHasOneRowHasNoRegionsBelowIt() {
        SampleFeatures row = new SampleFeatures(new FeatureGrid(1, 1, 4), 2);

        assertThat(row.names()).startsWith("region 0", "region 1", "contrast");
        assertThat(row.of(new double[] {1, 3, 5, 5})).startsWith(2, 5);
        assertThat(row.attribute(Kind.ROUGHNESS, new double[] {1, 3, 5, 5})).isEqualTo(4 / 3.0 / 2, within(EXACT));
    }

    @Test
    void aSampleAloneDoesNotTellItsLogit() {
        assertThatThrownBy(() -> features.attribute(Kind.CRITIC_LOGIT, sample)).hasMessageContaining("critic-logit");
    }
}
