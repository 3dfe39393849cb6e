package io.lucidgen.training.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What monitors find in series whose answer can be read off. */
class MonitorsTest {

    /** Local steps of a round. */
    private static final long STEPS = 10;

    private final StringBuilder found = new StringBuilder();
    private long round;

    @Test
    void samplesThatVaryLessThanRealOnesOrRepeatThemselvesAreFew() {
        ModeCollapse monitor = new ModeCollapse(0.7, 0.05);

        show(monitor, Map.of(SampleVariety.OF_SAMPLES, 1.5, SampleVariety.OF_REAL, 2.0));
        show(monitor, Map.of(SampleVariety.OF_SAMPLES, 1.25, SampleVariety.OF_REAL, 2.0));
        show(monitor, near(0.0625));
        show(monitor, near(0.03125));
        show(monitor, Map.of("generator-loss", 1.0));
        // Real examples that are all the same are no measure.
        show(monitor, Map.of(SampleVariety.OF_SAMPLES, 0.0, SampleVariety.OF_REAL, 0.0));

        assertThat(found).hasToString("0.75- 0.625! 0.0625! 1.0- ? ? ");
    }

    private static Map<String, Double> near(double share) {
        return Map.of(SampleVariety.OF_SAMPLES, 2.0, SampleVariety.OF_REAL, 2.0, SampleVariety.NEAR_DUPLICATES, share);
    }

    @Test
    void aGradientIsHeldAgainstTheMedianOfThoseThatWereNotTooSmall() {
        VanishingGeneratorGradient monitor = new VanishingGeneratorGradient(0.25);
        for (double norm : new double[] {100, 1, 2, 3, 4, 4, 5, 6, 7, 0}) {
            show(monitor, Map.of("generator-gradient-norm", norm));
        }
        assertThat(found).as("too few to say").hasToString("? ? ? ? ? ? ? ? ? ? ");
        found.setLength(0);

        // The median is 4, and stays it: what is below 1 does not count.
        for (double norm : new double[] {1, 0.5, 0, 0, 0, 0, 1}) {
            show(monitor, Map.of("generator-gradient-norm", norm));
        }
        show(monitor, Map.of("discriminator-gradient-norm", 0.0));
        assertThat(found).hasToString("1.0- 0.5! 0.0! 0.0! 0.0! 0.0! 1.0- ? ");
    }

    @Test
    void aDiscriminatorIsTooStrongWhereItIsRightAboutBothKinds() {
        OverpoweringDiscriminator monitor = new OverpoweringDiscriminator(0.98);

        show(monitor, Map.of("held-out-accuracy-real", 1.0, "held-out-accuracy-fake", 0.5));
        show(monitor, Map.of("held-out-accuracy-real", 0.99, "held-out-accuracy-fake", 1.0));
        show(monitor, Map.of("held-out-accuracy-real", 0.98, "held-out-accuracy-fake", 1.0));
        show(monitor, Map.of("discriminator-accuracy-real", 1.0, "discriminator-accuracy-fake", 1.0));

        assertThat(found).hasToString("0.5- 0.99! 0.98- ? ");
    }

    @Test
    void aPosteriorThatIsThePriorHasCollapsedOnceItsWeightIsFull() {
        PosteriorCollapse monitor = new PosteriorCollapse(0.1, 0.25);

        show(monitor, Map.of("kl-weight", 0.5, "held-out-kl", 0.0, PosteriorCollapse.ACTIVE_UNITS, 0.0));
        show(monitor, Map.of("kl-weight", 2.0, "held-out-kl", 0.0, PosteriorCollapse.ACTIVE_UNITS, 0.0));
        show(monitor, Map.of("kl-weight", 1.5, "held-out-kl", 0.0, PosteriorCollapse.ACTIVE_UNITS, 0.0));
        show(monitor, Map.of("kl-weight", 1.0));
        show(monitor, Map.of("kl-weight", 1.0, "held-out-kl", 0.0625, PosteriorCollapse.ACTIVE_UNITS, 1.0));
        show(monitor, Map.of("kl-weight", 1.0, "held-out-kl", 2.0, PosteriorCollapse.ACTIVE_UNITS, 0.125));
        show(monitor, Map.of("kl-weight", Math.nextUp(1.0), "held-out-kl", 2.0, PosteriorCollapse.ACTIVE_UNITS, 0.5));

        assertThat(found).hasToString("? ? ? ? 0.0625! 0.125! 2.0- ");
    }

    @Test
    void numbersThatAreNoneAreBad() {
        NotFinite monitor = new NotFinite(0.5, 4);

        show(monitor, Map.of("loss", 1.0, "workers-refused", 2.0));
        show(monitor, Map.of("loss", 1.0, "workers-refused", 3.0));
        show(monitor, Map.of("loss", Double.NaN, "workers-refused", 0.0));
        show(monitor, Map.of("held-out-kl", Double.POSITIVE_INFINITY));
        show(monitor, Map.of());

        assertThat(found).hasToString("0.5- 0.75! NaN! Infinity! 0.0- ");
    }

    @Test
    void anAlarmNeedsPatienceAndIsRaisedAgainWhenThingsStayBad() {
        StabilityMonitors monitors = accuracy(2, 0);

        assertThat(alarms(monitors, "-!-!!!!!--")).isEqualTo("5 7 ");
        assertThat(IntStream.rangeClosed(1, 10)
                        .filter(number -> monitors.isGood(number))
                        .boxed())
                .as("no doubts")
                .containsExactly(1, 3, 9, 10);
    }

    @Test
    void theBeginningIsPassedOverAndARoundThatSaysNothingLeavesDoubtsAsTheyAre() {
        StabilityMonitors monitors = accuracy(2, 3 * STEPS);

        assertThat(alarms(monitors, "!!!!? ?!-")).isEqualTo("8 ");
        assertThat(IntStream.rangeClosed(1, 9)
                        .filter(number -> monitors.isGood(number))
                        .boxed())
                .containsExactly(1, 2, 3, 9);
    }

    @Test
    void anAlarmSaysWhatWhenAndHowMuch() {
        StabilityMonitors monitors = accuracy(1, 0);

        assertThat(monitors.look(accuracies(7, 0.99)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.line())
                        .isEqualTo("overpowering-discriminator after round 7: the discriminator is right about 0.990 of"
                                + " held-out examples and 1.00 of samples, at most 0.980 of both is expected"));
    }

    private static StabilityMonitors accuracy(int patience, long after) {
        return new StabilityMonitors(
                java.util.List.of(new StabilityMonitors.Watch(new OverpoweringDiscriminator(0.98), patience, after)));
    }

    private static Measurement accuracies(long round, double real) {
        return new Measurement(
                round,
                STEPS * round,
                new TreeMap<>(Map.of("held-out-accuracy-real", real, "held-out-accuracy-fake", 1.0)));
    }

    /** The rounds with an alarm; in the series ! is bad, - is good, anything else says nothing. */
    private static String alarms(StabilityMonitors monitors, String series) {
        return IntStream.rangeClosed(1, series.length())
                .mapToObj(number -> switch (series.charAt(number - 1)) {
                    case '!' -> accuracies(number, 1);
                    case '-' -> accuracies(number, 0.5);
                    default -> new Measurement(number, STEPS * number, new TreeMap<>());
                })
                .flatMap(measurement -> monitors.look(measurement).stream())
                .map(alarm -> alarm.round() + " ")
                .collect(Collectors.joining());
    }

    private void show(Monitor monitor, Map<String, Double> metrics) {
        found.append(monitor.look(new Measurement(++round, STEPS * round, new TreeMap<>(metrics)))
                        .map(finding -> finding.value() + (finding.bad() ? "!" : "-"))
                        .orElse("?"))
                .append(' ');
    }
}
