package io.lucidgen.training.stability;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers that are none: a metric that is not finite, or many workers that were refused because their metrics or
 * parameters were not.
 */
public final class NotFinite implements Monitor {

    /** What this monitor is called. */
    public static final String NAME = "not-finite";

    private static final String REFUSED = "workers-refused";

    private final double maxRefusedShare;
    private final int workers;

    /**
     * Sets the threshold.
     *
     * @param maxRefusedShare the share of the workers, refused in a round, above which it is alarming
     * @param workers of the run
     */
    public NotFinite(double maxRefusedShare, int workers) {
        this.maxRefusedShare = maxRefusedShare;
        this.workers = workers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Finding> look(Measurement measurement) {
        for (Map.Entry<String, Double> metric : measurement.metrics().entrySet()) {
            if (!Double.isFinite(metric.getValue())) {
                return Optional.of(new Finding(true, metric.getValue(), metric.getKey() + " is " + metric.getValue()));
            }
        }
        double refused = measurement.value(REFUSED).orElse(0) / workers;
        return Optional.of(new Finding(
                refused > maxRefusedShare,
                refused,
                String.format(
                        Locale.ROOT,
                        "%.3g of the workers were refused for numbers that are not finite, at most %.3g is expected",
                        refused,
                        maxRefusedShare)));
    }
}
