package io.lucidgen.attribution;

import java.util.Locale;

/** Where an explained sample comes from. */
public enum SampleSource {
    /** The model made it. */
    GENERATED,
    /** It is a row of the held-out data. */
    REAL,
    /** It is a row of the data that the model was trained on. */
    TRAINING;

    /** The name in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
