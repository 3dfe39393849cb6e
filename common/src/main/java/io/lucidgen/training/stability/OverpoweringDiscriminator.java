package io.lucidgen.training.stability;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A discriminator that tells nearly all samples from held-out examples, so that the generator learns little from it. It
 * does not apply to a Wasserstein critic, whose slope is as useful then and whose zero means nothing.
 */
public final class OverpoweringDiscriminator implements Monitor {

    private static final String REAL = "held-out-accuracy-real";
    private static final String GENERATED = "held-out-accuracy-fake";

    private final double accuracy;

    /**
     * Sets the threshold.
     *
     * @param accuracy the share of right answers, on real and on generated samples, above which it is alarming
     */
    public OverpoweringDiscriminator(double accuracy) {
        this.accuracy = accuracy;
    }

    @Override
    public String name() {
        return "overpowering-discriminator";
    }

    @Override
    public Optional<Finding> look(Measurement measurement) {
        OptionalDouble real = measurement.value(REAL);
        OptionalDouble generated = measurement.value(GENERATED);
        if (real.isEmpty() || generated.isEmpty()) {
            return Optional.empty();
        }
        double worse = Math.min(real.getAsDouble(), generated.getAsDouble());
        return Optional.of(new Finding(
                worse > accuracy,
                worse,
                String.format(
                        Locale.ROOT,
                        "the discriminator is right about %.3g of held-out examples and %.3g of samples, at most %.3g of"
                                + " both is expected",
                        real.getAsDouble(),
                        generated.getAsDouble(),
                        accuracy)));
    }
}
