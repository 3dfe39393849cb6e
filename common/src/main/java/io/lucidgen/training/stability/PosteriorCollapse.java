package io.lucidgen.training.stability;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A VAE whose latents say nothing about the sample: hardly any divergence from the prior, or hardly any active unit (Burda
 * et al. 2016). Nothing is said while the weight of the divergence still moves: while it rises there is little
 * to go by, and while it falls a posterior near the prior is what is meant.
 */
public final class PosteriorCollapse implements Monitor {

    /** The name of the share of active latent dimensions among the metrics. */
    public static final String ACTIVE_UNITS = "held-out-active-units";

    private static final String DIVERGENCE = "held-out-kl";
    private static final String WEIGHT = "kl-weight";
    // Means of equal weights over other numbers of workers differ in the last bits.
    private static final double LEAST_MOVE = 1e-9;

    private final double minDivergence;
    private final double minActiveUnits;
    private double weightBefore;

    /**
     * Sets the thresholds.
     *
     * @param minDivergence nats of an example below which it is alarming
     * @param minActiveUnits the share of latent dimensions that must be active
     */
    public PosteriorCollapse(double minDivergence, double minActiveUnits) {
        this.minDivergence = minDivergence;
        this.minActiveUnits = minActiveUnits;
    }

    @Override
    public String name() {
        return "posterior-collapse";
    }

    @Override
    public Optional<Finding> look(Measurement measurement) {
        double weight = measurement.value(WEIGHT).orElse(weightBefore);
        boolean moves = Math.abs(weight - weightBefore) > weightBefore * LEAST_MOVE;
        weightBefore = weight;
        OptionalDouble divergence = measurement.value(DIVERGENCE);
        if (moves || divergence.isEmpty()) {
            return Optional.empty();
        }
        double active = measurement.value(ACTIVE_UNITS).orElse(1);
        if (divergence.getAsDouble() >= minDivergence && active < minActiveUnits) {
            return Optional.of(new Finding(
                    true,
                    active,
                    String.format(
                            Locale.ROOT,
                            "%.3g of the latent dimensions are active, at least %.3g is expected",
                            active,
                            minActiveUnits)));
        }
        return Optional.of(new Finding(
                divergence.getAsDouble() < minDivergence,
                divergence.getAsDouble(),
                String.format(
                        Locale.ROOT,
                        "the posterior is %.3g nats from the prior, at least %.3g is expected",
                        divergence.getAsDouble(),
                        minDivergence)));
    }
}
