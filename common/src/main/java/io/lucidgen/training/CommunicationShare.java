package io.lucidgen.training;

/**
 * How many local steps make a round spend a given share of its time on anything but computing. With {@code o} seconds of
 * overhead in a round and {@code c} seconds in a step, {@code K} steps spend {@code o / (o + K c)} on it, so that a share
 * {@code s} takes {@code K = o (1 - s) / (s c)}.
 *
 * @param wanted in (0, 1)
 */
public record CommunicationShare(double wanted) {

    /** Changes of less than that are not worth a new beginning. */
    private static final double LEAST_CHANGE = 0.2;

    /** @throws IllegalArgumentException when the share is no share */
    public CommunicationShare {
        if (!(wanted > 0 && wanted < 1)) {
            throw new IllegalArgumentException("no round spends a share of " + wanted);
        }
    }

    /**
     * The steps of the rounds to come.
     *
     * @param overhead seconds of a round that are not local steps
     * @param step seconds of a local step
     * @param now steps of a round so far, at least 1
     * @param most steps that a round may have, at least 1
     * @return {@code now} where the share is near enough
     */
    public int localSteps(double overhead, double step, int now, int most) {
        if (!(overhead > 0 && step > 0)) {
            return now;
        }
        long steps = Math.max(1, Math.min(most, Math.round(overhead * (1 - wanted) / (wanted * step))));
        return Math.abs(steps - now) > LEAST_CHANGE * now ? (int) steps : now;
    }
}
