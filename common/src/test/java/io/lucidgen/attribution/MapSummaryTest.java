package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.BaselineKind;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.Normalizer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MapSummaryTest {

    private static final FeatureGrid GRID = new FeatureGrid(1, 14, 14);

    @Test
    void oneFeatureThatHoldsEverythingHasTheHighestGini() {
        float[] map = new float[196];
        map[30] = -2;

        MapSummary summary = MapSummary.of(map, GRID, 1);

        assertThat(summary.gini()).isEqualTo(1 - 1 / 196.0, within(1e-12));
        assertThat(summary.positiveShare()).isZero();
        assertThat(summary.largest()).isEqualTo(2);
        assertThat(summary.sum()).isEqualTo(-2);
        assertThat(summary.topIndices()).containsExactly(30);
        assertThat(summary.topValues()).containsExactly(-2);
        // Row 2 and column 2 lie in the second cell of both axes.
        assertThat(summary.pooled()[1 * 7 + 1]).isEqualTo(-2);
    }

    @Test
    void aConstantMapHasNoGiniAndEqualCells() {
        float[] map = new float[196];
        Arrays.fill(map, 0.5f);

        MapSummary summary = MapSummary.of(map, GRID, 4);

        assertThat(summary.gini()).isEqualTo(0, within(1e-12));
        assertThat(summary.positiveShare()).isEqualTo(1);
        assertThat(summary.pooled()).hasSize(49).containsOnly(2f);
        assertThat(summary.topIndices()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aMapOfZerosHasNoShareThatIsNoNumber() {
        MapSummary summary = MapSummary.of(new float[5], new FeatureGrid(1, 1, 5), 16);

        assertThat(summary.positiveShare()).isZero();
        assertThat(summary.gini()).isZero();
        assertThat(summary.topIndices()).hasSize(5);
        assertThat(summary.pooled()).hasSize(5);
    }

    @Test
    void baselinesLieInTheModelsRange() {
        FeatureStatistics statistics = new FeatureStatistics(0, 255, 51, 90, 784);
        Normalizer symmetric = Normalizer.symmetric(0, 255);

        assertThat(Baselines.of(BaselineKind.BLACK, statistics, symmetric, 2)).containsExactly(-1, -1);
        assertThat(Baselines.of(BaselineKind.GRAY, statistics, symmetric, 1)[0]).isEqualTo(0, within(1e-6));
        assertThat(Baselines.of(BaselineKind.MEAN, statistics, symmetric, 1)[0]).isEqualTo(-0.6, within(1e-6));
    }
}
