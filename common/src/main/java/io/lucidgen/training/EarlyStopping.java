package io.lucidgen.training;

import io.lucidgen.config.EarlyStoppingConfig;

/**
 * Decides after each held-out measurement whether to go on. It is a function of the measurements alone, so a resumed run
 * that is told those of before decides the same.
 */
public final class EarlyStopping {

    private final EarlyStoppingConfig config;
    private long bestRound;
    private double best = Double.NaN;
    private int sinceBest;

    public EarlyStopping(EarlyStoppingConfig config) {
        this.config = config;
    }

    /** The measure that decides; empty for none. */
    public String metric() {
        return config.metric();
    }

    /**
     * Takes a measurement into account; one that is no number is no best.
     *
     * @return whether it is the best so far
     */
    public boolean measured(long round, double value) {
        if (isBest(value)) {
            best = value;
            bestRound = round;
            sinceBest = 0;
            return true;
        }
        sinceBest++;
        return false;
    }

    private boolean isBest(double value) {
        if (!hasBest()) {
            return !Double.isNaN(value);
        }
        return config.higherIsBetter() ? value > best + config.minDelta() : value < best - config.minDelta();
    }

    /** Whether there was a best measurement. */
    public boolean hasBest() {
        return bestRound > 0;
    }

    /** The round of the best measurement, or 0. */
    public long bestRound() {
        return bestRound;
    }

    /** The best measurement, or not a number. */
    public double best() {
        return best;
    }

    /** Whether patience is at its end. */
    public boolean isOver() {
        return config.isOn() && sinceBest >= config.patience();
    }
}
