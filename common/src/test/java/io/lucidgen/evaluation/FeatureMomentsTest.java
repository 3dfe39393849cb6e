package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;

class FeatureMomentsTest {
    private static final int COLUMNS = 5;

    @Test
    void equalsTheTextbookCovarianceAcrossBlocks() {
        FeatureRows rows = GaussianRows.of(3, 5000, COLUMNS, 10, 0.5);
        double[][] table = new double[rows.rows()][COLUMNS];
        for (int i = 0; i < rows.values().length; i++) {
            table[i / COLUMNS][i % COLUMNS] = rows.values()[i];
        }
        double[][] expected = new Covariance(table).getCovarianceMatrix().getData();

        double[][] covariance = FeatureMoments.of(rows).covariance();

        for (int r = 0; r < COLUMNS; r++) {
            assertThat(covariance[r]).containsExactly(expected[r], within(1e-12));
        }
    }

    @Test
    void mergesToTheSameWhateverTheParts() {
        FeatureRows rows = GaussianRows.of(4, 300, COLUMNS, 1, 2);
        FeatureMoments first = FeatureMoments.of(rows.slice(0, 1));
        FeatureMoments second = FeatureMoments.of(rows.slice(1, 130));
        FeatureMoments third = FeatureMoments.of(rows.slice(130, 300));
        FeatureMoments whole = FeatureMoments.of(rows);

        for (FeatureMoments merged :
                new FeatureMoments[] {first.merge(second).merge(third), first.merge(second.merge(third))}) {
            assertThat(merged.count()).isEqualTo(300);
            assertThat(merged.mean()).containsExactly(whole.mean(), within(1e-12));
            assertThat(merged.covariance()[2]).containsExactly(whole.covariance()[2], within(1e-12));
        }
    }

    @Test
    void ignoresEmptyParts() {
        FeatureMoments some = FeatureMoments.of(GaussianRows.of(5, 10, COLUMNS, 0, 1));

        assertThat(FeatureMoments.none(COLUMNS).merge(some)).isSameAs(some);
        assertThat(some.merge(FeatureMoments.none(COLUMNS))).isSameAs(some);
    }

    @Test
    void refusesTheCovarianceOfOneSample() {
        FeatureMoments one = FeatureMoments.of(GaussianRows.of(6, 1, COLUMNS, 0, 1));

        assertThatThrownBy(one::covariance).isInstanceOf(IllegalStateException.class);
    }
}
