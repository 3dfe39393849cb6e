package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockBytes;
import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.jobs.spark.ExecutorBlocks;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.training.LearningRateCuts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.apache.spark.SparkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A training run whose state stays on the executors between rounds.
 *
 * <p>The driver holds a whole state only from the last time that it was asked for one, the anchor. When executors are
 * lost that alone had some of the state, the run is repeated from the round before, which the others still have, or else
 * from the anchor; seeds, data and order being the same, it comes to the same bits.
 */
final class ResidentRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResidentRun.class);

    // Losses one after the other, without a round in between, that a run gets over.
    private static final int ATTEMPTS = 4;

    private final AveragingRound round;
    private final PiecePlan plan;
    private final StragglerRule rule;
    private final LeftOutWorkers leftOut;
    private final LongPredicate wholeAfter;
    private final Consumer<String> console;
    private final Set<Long> groups = new TreeSet<>();
    private final RoundPace pace;
    private ModelState anchor;
    private LearningRateCuts cuts = LearningRateCuts.NONE;
    private RoundStart before;
    private RoundStart current;
    // Null when no rounds are under way in one go.
    private RoundStretch stretch;

    /**
     * Prepares a run.
     *
     * @param start the state to go on from
     * @param rule which workers a round may go on without
     * @param leftOut which rounds went on without whom; grows
     * @param wholeAfter after which rounds, counted from 1, the state may be asked for
     * @param console is told of what had to be repeated
     */
    ResidentRun(
            AveragingRound round,
            ModelState start,
            StragglerRule rule,
            LeftOutWorkers leftOut,
            LongPredicate wholeAfter,
            Consumer<String> console) {
        this.round = round;
        this.plan = round.plan();
        this.pace = round.pace();
        this.rule = rule;
        this.leftOut = leftOut;
        this.wholeAfter = wholeAfter;
        this.console = console;
        this.anchor = start;
        this.current = publish(start);
        this.before = current;
    }

    /** How far the model has been trained. */
    Counters counters() {
        return current.counters();
    }

    /** Has the rounds from here on, and those that are repeated, use what is left of the learning rate. */
    void lowerRate(LearningRateCuts lowered) {
        if (stretch != null) {
            endStretch();
        }
        cuts = lowered;
        current = current.with(lowered);
        before = before.with(lowered);
    }

    /**
     * Runs the next round.
     *
     * @throws SparkException when tasks or executors fail again and again
     */
    RoundOutcome next() throws SparkException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return advance(Long.MAX_VALUE);
            } catch (StateLostException lost) {
                recover(lost, attempt);
            }
        }
    }

    /**
     * The whole state as it is, brought to the driver.
     *
     * @throws IllegalStateException after a round after which it may not be asked for
     * @throws SparkException when tasks or executors fail again and again
     */
    ModelState state() throws SparkException, InterruptedException {
        for (int attempt = 1; !anchor.counters().equals(current.counters()); attempt++) {
            if (stretch != null || !current.moments().isEmpty()) {
                throw new IllegalStateException("the workers have gone on from round "
                        + current.counters().rounds());
            }
            try {
                anchor = collect(current);
            } catch (StateLostException lost) {
                recover(lost, attempt);
            }
        }
        return anchor;
    }

    /** Does a round, or takes the next one of those that are under way in one go. */
    private RoundOutcome advance(long limit) throws StateLostException, SparkException, InterruptedException {
        long number = current.counters().rounds() + 1;
        if (stretch == null) {
            List<Boolean> next = pace.next(number, limit, this::isAlone, wholeAfter);
            if (next.size() > 1) {
                stretch = round.begin(current, before.groups(), next);
            }
        }
        Optional<RoundOutcome> outcome = stretch == null ? Optional.empty() : stretch.next();
        if (stretch != null && outcome.isEmpty()) {
            LOG.info("Round {} is done on its own", number);
            pace.brokeOff();
        }
        if (stretch != null && (outcome.isEmpty() || stretch.isOver())) {
            endStretch();
        }
        return settled(number, outcome.isPresent() ? outcome.get() : alone(number));
    }

    /** Whether a round cannot be one of several in one go. */
    private boolean isAlone(long number) {
        return rule.on() || !leftOut.of(number).isEmpty();
    }

    private RoundOutcome alone(long number) throws StateLostException, SparkException, InterruptedException {
        return leftOut.settled(number)
                ? round.run(
                        current,
                        before.groups(),
                        leftOut.of(number),
                        StragglerRule.WAIT_FOR_ALL,
                        wholeAfter.test(number))
                : round.run(current, before.groups(), Set.of(), rule, wholeAfter.test(number));
    }

    private RoundOutcome settled(long number, RoundOutcome outcome) {
        pace.did(outcome);
        round.completed(outcome);
        if (!leftOut.settled(number)) {
            leftOut.settle(number, outcome.leftOut());
        }
        before = outcome.start();
        current = outcome.next();
        groups.clear();
        groups.addAll(before.groups());
        groups.addAll(current.groups());
        return outcome;
    }

    private void endStretch() {
        stretch.close();
        stretch = null;
    }

    private void recover(StateLostException lost, int attempt) throws SparkException, InterruptedException {
        long target = current.counters().rounds();
        // With no round since the state that was published, that very state is what was lost.
        boolean recovered = attempt < ATTEMPTS && before.group() != current.group() && repeat(before, target);
        for (int i = attempt; !recovered; i++) {
            if (i >= ATTEMPTS) {
                throw new SparkException("The state was lost with executors " + ATTEMPTS + " times in a row", lost);
            }
            recovered = repeat(publish(anchor), target);
        }
    }

    /** Goes through the rounds up to one again; false when state was lost meanwhile. */
    private boolean repeat(RoundStart from, long target) throws SparkException, InterruptedException {
        console.accept("the state after round " + target + " was lost with an executor; going back to round "
                + from.counters().rounds());
        current = from;
        before = from;
        try {
            while (current.counters().rounds() < target) {
                advance(target);
            }
            return true;
        } catch (StateLostException again) {
            return false;
        }
    }

    private RoundStart publish(ModelState state) {
        long group = ExecutorBlocks.newGroup();
        groups.add(group);
        SortedMap<Integer, BlockHome> makers = new TreeMap<>();
        for (int piece : plan.shared(round.sharesMoments())) {
            ExecutorBlocks.put(PieceNames.shared(group, piece), plan.encode(piece, state.slots()));
            makers.put(piece, BlockHome.here());
        }
        return new RoundStart(state.counters(), state.cursors(), group, makers, List.of(), OwnMoments.NONE, cuts);
    }

    private ModelState collect(RoundStart from) throws StateLostException {
        SortedMap<String, SlotVector> slots = new TreeMap<>();
        // Moments that every round begins without are none between rounds either.
        plan.lengths().forEach((slot, length) -> slots.put(slot, SlotVector.zeros(plan.precision(), length)));
        for (int piece : from.shared()) {
            Optional<BlockBytes> found = from.open(piece);
            if (found.isEmpty()) {
                throw new StateLostException(List.of(piece));
            }
            try (BlockBytes bytes = found.get()) {
                plan.decode(piece, bytes, slots);
            }
        }
        return new ModelState(slots, from.counters(), from.cursors());
    }

    /** Ends what is under way and has the executors let go of the run's state. */
    @Override
    public void close() {
        if (stretch != null) {
            endStretch();
        }
        ExecutorBlocks.removeEverywhere(new ArrayList<>(groups));
    }
}
