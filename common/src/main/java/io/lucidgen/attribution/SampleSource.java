package io.lucidgen.attribution;

import java.util.Locale;

/** Where an explained sample comes from. */
public enum SampleSource {
    /** The model made it. */
    GENERATED,
    /** It is a row of the held-out data. */
    REAL;

    /** The name in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
