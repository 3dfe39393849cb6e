package io.lucidgen.jobs.training;

import io.lucidgen.checkpoint.StoredVersion;
import io.lucidgen.config.AdversarialLoss;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.config.StabilityConfig;
import io.lucidgen.error.UserException;
import io.lucidgen.training.stability.Alarm;
import io.lucidgen.training.stability.ModeCollapse;
import io.lucidgen.training.stability.Monitor;
import io.lucidgen.training.stability.NotFinite;
import io.lucidgen.training.stability.OverpoweringDiscriminator;
import io.lucidgen.training.stability.PosteriorCollapse;
import io.lucidgen.training.stability.StabilityMonitors;
import io.lucidgen.training.stability.StabilityMonitors.Watch;
import io.lucidgen.training.stability.VanishingGeneratorGradient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a run's rounds to the monitors and sees to what follows from their alarms.
 *
 * <p>All that it does is a function of the history, and is noted there: a run that was killed and resumed does the same.
 */
final class StabilityWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StabilityWatch.class);

    /** How a run goes on after a round. */
    enum Course {
        AS_BEFORE,
        WITH_LOWER_RATE,
        FROM_EARLIER_CHECKPOINT
    }

    private final StabilityConfig config;
    private final StabilityMonitors monitors;
    private final TrainingHistory history;
    private final StabilityNotes notes;
    private final RunCheckpoints checkpoints;
    private final Consumer<String> console;

    private StabilityWatch(
            StabilityConfig config,
            StabilityMonitors monitors,
            TrainingHistory history,
            RunCheckpoints checkpoints,
            Consumer<String> console) {
        this.config = config;
        this.monitors = monitors;
        this.history = history;
        this.notes = new StabilityNotes(history);
        this.checkpoints = checkpoints;
        this.console = console;
    }

    /**
     * Begins to watch, with what the history holds already seen.
     *
     * @param history of the run; alarms are noted there
     * @param console is told of what the run does about an alarm
     */
    static StabilityWatch of(
            LucidgenConfig config, TrainingHistory history, RunCheckpoints checkpoints, Consumer<String> console) {
        StabilityMonitors monitors = new StabilityMonitors(watches(config));
        history.measurements().forEach(monitors::look);
        return new StabilityWatch(config.training().stability(), monitors, history, checkpoints, console);
    }

    private static List<Watch> watches(LucidgenConfig config) {
        StabilityConfig stability = config.training().stability();
        StabilityConfig.ModeCollapse collapse = stability.modeCollapse();
        StabilityConfig.PosteriorCollapse posterior = stability.posteriorCollapse();
        boolean accuracyMeansSomething = config.model().adversarial().loss() != AdversarialLoss.WASSERSTEIN;
        List<Monitor> patient = new ArrayList<>();
        if (collapse.on()) {
            patient.add(new ModeCollapse(collapse.minVariety(), collapse.maxNearDuplicates()));
        }
        if (stability.vanishingGradient().on()) {
            patient.add(
                    new VanishingGeneratorGradient(stability.vanishingGradient().belowMedian()));
        }
        if (stability.overpoweringDiscriminator().on() && accuracyMeansSomething) {
            patient.add(new OverpoweringDiscriminator(
                    stability.overpoweringDiscriminator().accuracy()));
        }
        if (posterior.on()) {
            patient.add(new PosteriorCollapse(posterior.minKl(), posterior.minActiveUnits()));
        }
        List<Watch> watches = new ArrayList<>();
        patient.forEach(monitor -> watches.add(new Watch(monitor, stability.patience(), stability.graceSteps())));
        if (stability.notFinite().on()) {
            NotFinite notFinite = new NotFinite(
                    stability.notFinite().maxRefusedShare(), config.averaging().workers());
            watches.add(new Watch(notFinite, 1, 0));
        }
        return watches;
    }

    /** Whether a run may want to go back to the checkpoint after some rounds. */
    boolean isGood(long rounds) {
        return config.action().goesBack() && monitors.isGood(rounds);
    }

    /**
     * Looks at the last round of the history.
     *
     * @throws UserException (exit 6) when an alarm ends the run
     */
    Course afterRound() throws IOException {
        List<Alarm> alarms = monitors.look(history.lastMeasurement());
        for (Alarm alarm : alarms) {
            LOG.warn("Training goes wrong: {}", alarm.line());
            notes.raise(alarm);
        }
        return alarms.isEmpty() ? Course.AS_BEFORE : act(alarms.get(0));
    }

    /**
     * Decides what to do when a round came to nothing.
     *
     * @param round the one that did, from 1
     * @param failure what the run ends with unless it goes back
     * @throws UserException (exit 6) when it does not
     */
    Course afterLostRound(long round, UserException failure) throws IOException {
        if (!config.notFinite().on() || !config.action().goesBack()) {
            throw failure;
        }
        Alarm alarm = new Alarm(NotFinite.NAME, round, 1, 1, "no worker came to finite numbers");
        LOG.warn("Training goes wrong: {}", alarm.line());
        return act(alarm);
    }

    private Course act(Alarm alarm) throws IOException {
        return switch (config.action()) {
            case LOG -> Course.AS_BEFORE;
            case LOWER_RATE -> lowerRate(alarm);
            case ROLL_BACK -> rollBack(alarm);
            case END -> throw end(alarm, "");
        };
    }

    private Course lowerRate(Alarm alarm) {
        notes.lowerRate(config.lowerRateBy());
        console.accept(alarm.line() + "; going on with " + share() + " of the learning rate");
        return Course.WITH_LOWER_RATE;
    }

    private Course rollBack(Alarm alarm) throws IOException {
        if (notes.rollBacks() == config.maxRollBacks()) {
            throw end(alarm, ", after it was rolled back " + config.maxRollBacks() + " times");
        }
        // In this order: a run that is killed in between does the rounds again and comes to the same.
        long round = checkpoints
                .takeBack(monitors::isGood)
                .map(StoredVersion::rounds)
                .orElse(history.start());
        notes.goBack(round, alarm.round(), alarm, config.lowerRateBy());
        checkpoints.wentBack(round, history);
        console.accept(alarm.line() + "; going back to round " + round + " with " + share() + " of the learning rate");
        return Course.FROM_EARLIER_CHECKPOINT;
    }

    private UserException end(Alarm alarm, String circumstances) throws IOException {
        Optional<StoredVersion> kept = checkpoints.takeBack(monitors::isGood);
        return UserException.unstable(
                "go on training",
                "round",
                alarm.round(),
                alarm.line() + circumstances,
                "Lower training.optimizer.learning-rate or change the model; "
                        + kept.map(version -> "the last version without doubts is " + version.version())
                                .orElse("no version without doubts was made"));
    }

    private String share() {
        return String.valueOf(notes.rateShare());
    }
}
