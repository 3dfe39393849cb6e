package io.lucidgen.training.stability;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.training.stability.StabilityMonitors.Watch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alarms on runs that are built to go wrong in one way, and none on healthy ones. */
class StabilityMonitorsTest {

    private static final int PATIENCE = 3;
    // While a generator and a discriminator find their feet the samples vary little.
    private static final int BEGINNING = 25 * TinyRun.LOCAL_STEPS;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aHealthyGanRaisesNoneNorDoesItsDiscriminatorBetweenRealAndReal(long seed) {
        TinyRun run = TinyRun.gan(seed);

        assertThat(alarms(run.rounds(45))).isEmpty();
        assertThat(new OverpoweringDiscriminator(0.98).look(new Measurement(1, 1, run.realAgainstReal())))
                .get()
                .matches(finding -> !finding.bad() && finding.value() < 0.6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aHealthyVaeRaisesNone(long seed) {
        assertThat(alarms(TinyRun.vae(seed).rounds(45))).isEmpty();
    }

    @Test
    void aGeneratorThatDoesNotListenToItsLatentsCollapses() {
        TinyRun run = TinyRun.gan(1);
        // Nothing passes through hidden layers of zeros: only the last biases learn.
        run.setParameters("generator", 0);

        assertThat(alarms(run.rounds(45)))
                .contains("mode-collapse 40")
                .allMatch(alarm -> alarm.matches("(mode-collapse|overpowering-discriminator) .*"));
    }

    @Test
    void aGeneratorThatIsTaughtNothingHasNoGradient() {
        TinyRun run = TinyRun.gan(2);
        List<Measurement> healthy = run.rounds(30);
        // Nor does anything come back through them.
        run.setParameters("discriminator", 0);
        List<Measurement> untaught = run.rounds(5);

        StabilityMonitors monitors = monitors();
        assertThat(alarms(monitors, healthy)).isEmpty();
        assertThat(alarms(monitors, untaught)).contains("vanishing-gradient 33");
    }

    @Test
    void aDiscriminatorThatLearnsMuchFasterOverpowersTheGenerator() {
        TinyRun run = TinyRun.gan(3, "model.adversarial.generator-rate=1e-4");

        assertThat(alarms(run.rounds(45))).contains("overpowering-discriminator 40");
    }

    @Test
    void aDivergenceThatCostsTooMuchCollapsesThePosterior() {
        TinyRun run = TinyRun.vae(4, "model.vae.beta=1000");

        assertThat(alarms(run.rounds(45))).containsExactly("posterior-collapse 40");
    }

    @Test
    void picturesWithoutNumbersAreNoticedAtOnce() {
        for (TinyRun run : List.of(TinyRun.gan(5), TinyRun.vae(5))) {
            StabilityMonitors monitors = monitors();
            assertThat(alarms(monitors, run.rounds(1))).isEmpty();
            run.spoilPictures();

            assertThat(alarms(monitors, run.rounds(1))).contains("not-finite 2");
        }
    }

    private static List<String> alarms(List<Measurement> rounds) {
        return alarms(monitors(), rounds);
    }

    private static List<String> alarms(StabilityMonitors monitors, List<Measurement> rounds) {
        return rounds.stream()
                .flatMap(round -> monitors.look(round).stream())
                .map(alarm -> alarm.monitor() + " " + alarm.round())
                .toList();
    }

    /** The thresholds of the reference configuration. */
    private static StabilityMonitors monitors() {
        return new StabilityMonitors(List.of(
                new Watch(new ModeCollapse(0.7, 0.4), PATIENCE, BEGINNING),
                new Watch(new VanishingGeneratorGradient(0.01), PATIENCE, BEGINNING),
                new Watch(new OverpoweringDiscriminator(0.98), PATIENCE, BEGINNING),
                new Watch(new PosteriorCollapse(0.1, 0.1), PATIENCE, BEGINNING),
                new Watch(new NotFinite(0.5, 1), 1, 0)));
    }
}
