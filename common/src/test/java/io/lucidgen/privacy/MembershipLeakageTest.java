package io.lucidgen.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.model.TargetKind;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class MembershipLeakageTest {

    private static final Aspect OF = new Aspect(TargetKind.RECONSTRUCTION_ERROR, -1, "saliency");

    private static MembershipLeakage leakage(double[] members, double[] heldOut) {
        return MembershipLeakage.of(OF, "target_value", members, heldOut);
    }

    @Test
    void pairsAreCountedAndEqualOnesHalf() {
        MembershipLeakage leakage = leakage(new double[] {1, 2, 3}, new double[] {2, 4});

        // 1 < 2, 1 < 4, 2 = 2, 2 < 4, 3 < 4: four and a half of six.
        assertThat(leakage.auc()).isEqualTo(4.5 / 6, within(1e-12));
        assertThat(leakage.membersLower()).isTrue();
    }

    @Test
    void theSideIsTheOneThatTells() {
        MembershipLeakage leakage = leakage(new double[] {5, 6}, new double[] {1, 2, 3});

        assertThat(leakage.auc()).isEqualTo(1);
        assertThat(leakage.membersLower()).isFalse();
        assertThat(leakage.interval().high()).isEqualTo(1);
    }

    @Test
    void normalNumbersComeToWhatTheyShould() {
        Random random = new Random(4);
        double[] members = random.doubles(4000)
                .map(u -> new NormalDistribution().inverseCumulativeProbability(u))
                .toArray();
        double[] heldOut = random.doubles(4000)
                .map(u -> 1 + new NormalDistribution().inverseCumulativeProbability(u))
                .toArray();
        double expected = new NormalDistribution().cumulativeProbability(1 / Math.sqrt(2));

        assertThat(leakage(members, heldOut).auc()).isEqualTo(expected, within(0.012));
        assertThat(leakage(members, heldOut).interval().low()).isLessThan(expected);
        assertThat(leakage(members, heldOut).interval().high()).isGreaterThan(expected);
    }

    @Test
    void whatSaysNothingComesToAHalf() {
        double[] same = {7, 7, 7};

        assertThat(leakage(same, same).auc()).isEqualTo(0.5);
    }

    /** A published example of Hanley and McNeil's: an area of 0.893 of 51 and 58 has a standard error of 0.032. */
    @Test
    void theIntervalIsHanleyAndMcNeils() {
        int members = 51;
        int heldOut = 58;
        double[] low = new double[members];
        double[] high = new double[heldOut];
        // So many pairs the wrong way round that the area is near 0.893.
        int wrong = (int) Math.round(0.107 * members * heldOut);
        for (int i = 0; i < heldOut; i++) {
            high[i] = i + 0.5;
        }
        for (int i = 0; i < members; i++) {
            low[i] = Math.min(heldOut, Math.max(0, wrong - i * heldOut));
        }
        MembershipLeakage leakage = leakage(low, high);

        assertThat(leakage.auc()).isEqualTo(0.893, within(1e-3));
        assertThat((leakage.interval().high() - leakage.auc()) / 1.96).isEqualTo(0.032, within(1e-3));
    }
}
