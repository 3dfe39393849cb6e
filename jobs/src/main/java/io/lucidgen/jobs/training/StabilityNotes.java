package io.lucidgen.jobs.training;

import io.lucidgen.jobs.table.HistoryRow;
import io.lucidgen.training.LearningRateCuts;
import io.lucidgen.training.stability.Alarm;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run's history says of alarms and of what they led to. It is kept with every checkpoint, so that a run that goes on
 * from one uses the same learning rate and goes back no more often than it may.
 */
record StabilityNotes(TrainingHistory history) {

    private static final String ALARM = "alarm-";
    private static final String ROLLED_BACK = "rolled-back-";
    private static final String ROLL_BACKS = "roll-backs";
    private static final String RATE = "learning-rate-share";

    /** Whether a metric is such a note, and none of the measurements that alarms follow from. */
    static boolean holds(String metric) {
        return metric.startsWith(ALARM)
                || metric.startsWith(ROLLED_BACK)
                || metric.equals(ROLL_BACKS)
                || metric.equals(RATE);
    }

    /** Notes an alarm at the last round. */
    void raise(Alarm alarm) {
        history.note(ALARM + alarm.monitor(), alarm.value());
    }

    /** How much of the learning rate each step uses after it was lowered. */
    LearningRateCuts cuts() {
        SortedMap<Long, Double> shares = new TreeMap<>();
        history.entries().stream()
                .filter(entry -> entry.metric().equals(RATE))
                .forEach(entry -> shares.put(entry.step(), entry.value()));
        return new LearningRateCuts(shares);
    }

    /** The share of the learning rate that the next step uses. */
    double rateShare() {
        return history.last(RATE).map(HistoryRow::value).orElse(1.0);
    }

    /** Multiplies the learning rate from the next step on. */
    void lowerRate(double by) {
        history.note(RATE, rateShare() * by);
    }

    /** How often the run has gone back. */
    long rollBacks() {
        return history.last(ROLL_BACKS).map(row -> Math.round(row.value())).orElse(0L);
    }

    /**
     * Forgets the rounds after one that the run goes back to, multiplies the learning rate from there on, and notes why.
     *
     * @param from the round that was done last
     */
    void goBack(long round, long from, Alarm alarm, double by) {
        double share = rateShare() * by;
        long count = rollBacks() + 1;
        history.forgetAfter(round);
        history.note(RATE, share);
        history.note(ROLL_BACKS, count);
        history.note(ROLLED_BACK + "from-round", from);
        history.note(ROLLED_BACK + "for-" + alarm.monitor(), alarm.value());
    }

    /** What a manifest or model card says: alarms of rounds that count, by monitor, and the rest; empty without any. */
    SortedMap<String, Double> figures() {
        SortedMap<String, Double> figures = new TreeMap<>();
        history.entries().stream()
                .filter(entry -> entry.metric().startsWith(ALARM))
                .forEach(
                        entry -> figures.merge("alarms-" + entry.metric().substring(ALARM.length()), 1.0, Double::sum));
        history.last(ROLL_BACKS).ifPresent(row -> figures.put(ROLL_BACKS, row.value()));
        history.last(RATE).ifPresent(row -> figures.put(RATE, row.value()));
        return figures;
    }
}
