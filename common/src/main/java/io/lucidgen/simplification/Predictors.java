package io.lucidgen.simplification;

import java.util.Locale;

/** What a rule may look at. */
public enum Predictors {
    /** The values of the latent. */
    LATENT,
    /** What can be seen of the sample: {@link SampleFeatures}. */
    SAMPLE;

    /** As it stands in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
