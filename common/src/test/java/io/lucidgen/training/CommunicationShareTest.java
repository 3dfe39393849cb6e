package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CommunicationShareTest {

    @Test
    void theStepsGiveTheShare() {
        double overhead = 0.3;
        double step = 0.02;
        int steps = new CommunicationShare(0.1).localSteps(overhead, step, 10, 1000);

        assertThat(steps).isEqualTo(135);
        assertThat(overhead / (overhead + steps * step)).isCloseTo(0.1, within(0.001));
    }

    @Test
    void aShareThatIsNearEnoughIsLeftAlone() {
        assertThat(new CommunicationShare(0.1).localSteps(0.3, 0.02, 120, 1000)).isEqualTo(120);
        assertThat(new CommunicationShare(0.1).localSteps(0, 0.02, 7, 1000)).isEqualTo(7);
    }

    @Test
    void roundsHaveAStepAtLeastAndNoMoreThanTheyMay() {
        assertThat(new CommunicationShare(0.9).localSteps(0.001, 1, 10, 1000)).isEqualTo(1);
        assertThat(new CommunicationShare(0.01).localSteps(9, 0.01, 10, 1000)).isEqualTo(1000);
        assertThatIllegalArgumentException().isThrownBy(() -> new CommunicationShare(1));
    }
}
