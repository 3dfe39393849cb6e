package io.lucidgen.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * When a run takes note that training goes wrong, and what it does about it.
 *
 * @param graceSteps local steps of each worker at the start of which only numbers that are not finite are noted
 * @param patience how often in a row a monitor must find something for an alarm
 * @param lowerRateBy what the learning rate is multiplied with where it is lowered, in (0, 1)
 * @param maxRollBacks how often the run goes back before it ends instead
 */
public record StabilityConfig(
        StabilityAction action,
        int graceSteps,
        int patience,
        double lowerRateBy,
        int maxRollBacks,
        ModeCollapse modeCollapse,
        VanishingGradient vanishingGradient,
        OverpoweringDiscriminator overpoweringDiscriminator,
        PosteriorCollapse posteriorCollapse,
        NotFinite notFinite)
        implements Serializable {

    /** Monitors of models with a generator that a discriminator teaches. */
    private static final List<String> ADVERSARIAL =
            List.of("mode-collapse", "vanishing-gradient", "overpowering-discriminator");

    /** @throws IllegalArgumentException when a setting is out of its range */
    public StabilityConfig {
        new Problems()
                .atLeast("grace-steps", graceSteps, 0)
                .atLeast("patience", patience, 1)
                .unless(lowerRateBy > 0 && lowerRateBy < 1, "lower-rate-by", "must lie in (0, 1)")
                .atLeast("max-roll-backs", maxRollBacks, 1)
                .refuse();
    }

    /**
     * Samples that are too much alike.
     *
     * @param minVariety their mean distance as a share of that of held-out examples
     * @param maxNearDuplicates the share of them that are nearly the same as another, in [0, 1]
     */
    public record ModeCollapse(boolean on, double minVariety, double maxNearDuplicates) implements Serializable {

        /** @throws IllegalArgumentException when a setting is out of its range */
        public ModeCollapse {
            new Problems()
                    .above("min-variety", minVariety, 0)
                    .within("max-near-duplicates", maxNearDuplicates, 0, 1)
                    .refuse();
        }
    }

    /**
     * A generator's gradient that has become small.
     *
     * @param belowMedian the share of its running median, in (0, 1)
     */
    public record VanishingGradient(boolean on, double belowMedian) implements Serializable {

        /** @throws IllegalArgumentException when a setting is out of its range */
        public VanishingGradient {
            new Problems()
                    .unless(belowMedian > 0 && belowMedian < 1, "below-median", "must lie in (0, 1)")
                    .refuse();
        }
    }

    /**
     * A discriminator that is nearly always right.
     *
     * @param accuracy on held-out examples and on samples, in (0.5, 1)
     */
    public record OverpoweringDiscriminator(boolean on, double accuracy) implements Serializable {

        /** @throws IllegalArgumentException when a setting is out of its range */
        public OverpoweringDiscriminator {
            new Problems()
                    .unless(accuracy > 0.5 && accuracy < 1, "accuracy", "must lie in (0.5, 1)")
                    .refuse();
        }
    }

    /**
     * Latents that say nothing about the sample.
     *
     * @param minKl nats of a held-out example between posterior and prior
     * @param minActiveUnits the share of active latent dimensions, in [0, 1]
     */
    public record PosteriorCollapse(boolean on, double minKl, double minActiveUnits) implements Serializable {

        /** @throws IllegalArgumentException when a setting is out of its range */
        public PosteriorCollapse {
            new Problems()
                    .atLeast("min-kl", minKl, 0)
                    .within("min-active-units", minActiveUnits, 0, 1)
                    .refuse();
        }
    }

    /**
     * Numbers that are not finite.
     *
     * @param maxRefusedShare the share of the workers that were refused for them in a round, in [0, 1]
     */
    public record NotFinite(boolean on, double maxRefusedShare) implements Serializable {

        /** @throws IllegalArgumentException when a setting is out of its range */
        public NotFinite {
            new Problems().within("max-refused-share", maxRefusedShare, 0, 1).refuse();
        }
    }

    /** Settings below {@code training.stability} that others turn off. */
    List<Problem> idle(String section, ModelConfig model) {
        String actionKey = section + ".action";
        List<Problem> idle = new ArrayList<>();
        if (!action.lowersRate()) {
            idle.add(new Problem(
                    section + ".lower-rate-by",
                    "has no meaning for an action that keeps the rate",
                    List.of(actionKey)));
        }
        if (action != StabilityAction.ROLL_BACK) {
            idle.add(new Problem(
                    section + ".max-roll-backs",
                    "has no meaning for an action other than roll-back",
                    List.of(actionKey)));
        }
        if (!model.section().isAdversarial()) {
            ADVERSARIAL.forEach(monitor -> idle.add(new Problem(
                    section + "." + monitor,
                    "has no meaning for model.family = " + model.family(),
                    List.of("model.family"))));
        }
        return idle;
    }
}
