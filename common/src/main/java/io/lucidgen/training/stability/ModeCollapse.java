package io.lucidgen.training.stability;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A generator that draws few kinds of samples: they lie closer together than held-out examples do, or many of them are
 * nearly the same. Both figures are held against those of as many real examples, measured alike by {@link SampleVariety}.
 */
public final class ModeCollapse implements Monitor {

    private final double minVariety;
    private final double maxNearDuplicates;

    /**
     * Sets the thresholds.
     *
     * @param minVariety the mean distance of samples as a share of that of real examples, below which it is alarming
     * @param maxNearDuplicates the share of samples that are nearer to another than 99 % of real examples are to any,
     *     above which it is alarming
     */
    public ModeCollapse(double minVariety, double maxNearDuplicates) {
        this.minVariety = minVariety;
        this.maxNearDuplicates = maxNearDuplicates;
    }

    @Override
    public String name() {
        return "mode-collapse";
    }

    @Override
    public Optional<Finding> look(Measurement measurement) {
        OptionalDouble samples = measurement.value(SampleVariety.OF_SAMPLES);
        OptionalDouble real = measurement.value(SampleVariety.OF_REAL);
        if (samples.isEmpty() || real.isEmpty() || real.getAsDouble() == 0) {
            return Optional.empty();
        }
        double variety = samples.getAsDouble() / real.getAsDouble();
        double duplicates = measurement.value(SampleVariety.NEAR_DUPLICATES).orElse(0);
        if (variety >= minVariety && duplicates > maxNearDuplicates) {
            return Optional.of(new Finding(
                    true,
                    duplicates,
                    String.format(
                            Locale.ROOT,
                            "%.3g of the samples are nearly the same as another, more than %.3g",
                            duplicates,
                            maxNearDuplicates)));
        }
        return Optional.of(new Finding(
                variety < minVariety,
                variety,
                String.format(
                        Locale.ROOT,
                        "samples vary %.3g as much as held-out examples, at least %.3g is expected",
                        variety,
                        minVariety)));
    }
}
