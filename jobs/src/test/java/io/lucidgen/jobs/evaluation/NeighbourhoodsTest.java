package io.lucidgen.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.evaluation.BallHits;
import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.evaluation.NeighbourBalls;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NeighbourhoodsTest {
    private static final int NEIGHBOURS = 4;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @Test
    void executorsFindWhatOneProcessFinds() {
        FeatureRows real = rows(1, 700);
        FeatureRows other = rows(2, 300);
        Neighbourhoods neighbourhoods = new Neighbourhoods(SPARK.context(), NEIGHBOURS);

        BallHits found = neighbourhoods.hits(neighbourhoods.around(real), other);
        BallHits expected = NeighbourBalls.around(real, NEIGHBOURS).hits(other);

        assertThat(found.containing()).isEqualTo(expected.containing());
        assertThat(found.covered()).isEqualTo(expected.covered());
        assertThat(found.nearest()).isEqualTo(expected.nearest());
        assertThat(found.realism()).isEqualTo(expected.realism());
    }

    @Test
    void aSampleIsTheSameAloneAndAmongOthers() {
        NeighbourBalls balls = NeighbourBalls.around(rows(1, 700), NEIGHBOURS);
        FeatureRows others = rows(2, 300);
        BallHits together = balls.hits(others);

        for (int row : new int[] {0, 1, 255, 256, 299}) {
            BallHits alone = balls.hits(others.slice(row, row + 1));
            assertThat(alone.nearest()[0]).isEqualTo(together.nearest()[row]);
            assertThat(alone.realism()[0]).isEqualTo(together.realism()[row]);
        }
    }

    private static FeatureRows rows(long seed, int count) {
        float[] values = new float[count * 7];
        new RandomStream(seed).fillGaussian(values);
        return new FeatureRows(7, values);
    }
}
