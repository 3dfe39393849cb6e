package io.lucidgen.training.stability;

import java.util.Locale;

/**
 * Training is going wrong.
 *
 * @param monitor the name of the monitor that says so
 * @param round after which
 * @param value the figure that decided
 * @param times how often in a row it was beyond the threshold
 * @param text the figure and the threshold in words
 */
public record Alarm(String monitor, long round, double value, int times, String text) {

    /** The alarm in one line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s after round %d: %s%s",
                monitor,
                round,
                text,
                times == 1 ? "" : ", " + times + " times in a row");
    }
}
