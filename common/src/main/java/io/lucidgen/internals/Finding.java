package io.lucidgen.internals;

import java.io.Serializable;
import java.util.Locale;

/**
 * Something that is claimed of a generator or its critic.
 *
 * @param statement a plain sentence
 * @param table the table with the rows that it rests on
 * @param rows a condition in SQL that those rows of the run meet
 * @param value the figure that stands out, by which findings of a kind are ordered
 * @param untrained the same figure of untrained models of the same make, the one that is closest to it
 */
public record Finding(Kind kind, String statement, String table, String rows, double value, double untrained)
        implements Serializable {

    /** What it is about. */
    public enum Kind {
        LATENTS_THAT_MATTER,
        LATENTS_WITHOUT_EFFECT,
        LATENT_DRAWS_REGION,
        CRITIC_LOOKS_AT,
        DEAD_UNITS,
        TWIN_UNITS,
        NOTHING;

        /** The name in tables. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
