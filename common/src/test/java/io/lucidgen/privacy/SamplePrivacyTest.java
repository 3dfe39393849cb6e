package io.lucidgen.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.evaluation.Memorisation;
import io.lucidgen.evaluation.NearestDistances;
import io.lucidgen.evaluation.NearestRows;
import io.lucidgen.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplePrivacyTest {

    private static final int COLUMNS = 6;
    private static final FeatureRows TRAIN = normal(1, 1500, 1);
    private static final FeatureRows HELD_OUT = normal(2, 1500, 1);

    private static FeatureRows normal(long seed, int rows, float scale) {
        float[] values = new float[rows * COLUMNS];
        new RandomStream(seed).fillGaussian(values);
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return new FeatureRows(COLUMNS, values);
    }

    private static NearestDistances distances(FeatureRows from, FeatureRows to) {
        NearestRows nearest = new NearestRows(from);
        nearest.look(to);
        return nearest.distances();
    }

    private static SamplePrivacy[] of(FeatureRows samples) {
        return SamplePrivacy.of(
                distances(samples, TRAIN),
                distances(samples, HELD_OUT),
                distances(HELD_OUT, TRAIN),
                distances(HELD_OUT, HELD_OUT));
    }

    private static double meanScore(SamplePrivacy[] all) {
        return Arrays.stream(all)
                .mapToDouble(SamplePrivacy::membershipScore)
                .average()
                .orElseThrow();
    }

    @Test
    void copiesAreNoticed() {
        assertThat(of(TRAIN.slice(0, 100))).allSatisfy(privacy -> {
            assertThat(privacy.distanceRatio()).isLessThan(1e-3);
            assertThat(privacy.membershipScore()).isGreaterThan(0.99);
        });
    }

    @Test
    void copiesOfWhatIsThereTwiceAreNoticedToo() {
        FeatureRows twice = FeatureRows.concatenated(COLUMNS, List.of(TRAIN, TRAIN.slice(0, 50)));
        SamplePrivacy[] all = SamplePrivacy.of(
                distances(TRAIN.slice(0, 50), twice),
                distances(TRAIN.slice(0, 50), HELD_OUT),
                distances(HELD_OUT, twice),
                distances(HELD_OUT, HELD_OUT));

        assertThat(all).allSatisfy(privacy -> {
            assertThat(privacy.distanceRatio()).isZero();
            assertThat(privacy.membershipScore()).isGreaterThan(0.99);
        });
    }

    @Test
    void nearCopiesAreNoticed() {
        FeatureRows noise = normal(3, 200, 0.02f);
        float[] values = TRAIN.slice(0, 200).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += noise.values()[i];
        }
        SamplePrivacy[] all = of(new FeatureRows(COLUMNS, values));

        assertThat(meanScore(all)).isGreaterThan(0.98);
        assertThat(Arrays.stream(all)
                        .mapToDouble(SamplePrivacy::distanceRatio)
                        .average()
                        .orElseThrow())
                .isLessThan(0.15);
    }

    @Test
    void freshDataScoreAHalf() {
        SamplePrivacy[] all = of(normal(4, 1500, 1));

        assertThat(meanScore(all)).isEqualTo(0.5, within(0.03));
        assertThat(Arrays.stream(all)
                                .filter(one -> one.membershipScore() > 0.99)
                                .count()
                        / 1500.0)
                .isEqualTo(0.01, within(0.01));
    }

    /** They share a few nearest rows, which are by chance of either set: so over many sets. */
    @Test
    void blurredSamplesNearEverythingAreNoCopies() {
        FeatureRows blurred = normal(5, 200, 0.2f);
        double calibrated = 0;
        double plain = 0;
        int sets = 20;
        for (int set = 0; set < sets; set++) {
            FeatureRows train = normal(100 + set, 500, 1);
            FeatureRows heldOut = normal(200 + set, 500, 1);
            NearestDistances toTraining = distances(blurred, train);
            NearestDistances heldOutToTraining = distances(heldOut, train);
            calibrated += meanScore(SamplePrivacy.of(
                            toTraining, distances(blurred, heldOut), heldOutToTraining, distances(heldOut, heldOut)))
                    / sets;
            plain += Arrays.stream(Memorisation.of(heldOutToTraining.first()).nearer(toTraining.first()))
                            .average()
                            .orElseThrow()
                    / sets;
        }

        assertThat(calibrated).isEqualTo(0.5, within(0.05));
        assertThat(plain).isGreaterThan(0.8);
    }

    @Test
    void theSecondNearestIsFoundInPartsToo() {
        FeatureRows queries = HELD_OUT.slice(0, 300);
        NearestDistances whole = distances(queries, TRAIN);
        NearestDistances parts =
                distances(queries, TRAIN.slice(700, 1500)).and(distances(queries, TRAIN.slice(0, 700)));

        assertThat(parts.first()).containsExactly(whole.first(), within(1e-9));
        assertThat(parts.second()).containsExactly(whole.second(), within(1e-9));
        for (int query = 0; query < queries.rows(); query++) {
            double[] sorted = new double[TRAIN.rows()];
            for (int row = 0; row < sorted.length; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    double difference = (double) queries.values()[query * COLUMNS + column]
                            - TRAIN.values()[row * COLUMNS + column];
                    sorted[row] += difference * difference;
                }
            }
            Arrays.sort(sorted);
            assertThat(whole.first()[query]).isEqualTo(sorted[0], within(1e-9));
            assertThat(whole.second()[query]).isEqualTo(sorted[1], within(1e-9));
        }
    }
}
