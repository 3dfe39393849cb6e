package io.lucidgen.internals;

import java.io.Serializable;

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
        LATENTS_THAT_MATTER("latents-that-matter"),
        LATENTS_WITHOUT_EFFECT("latents-without-effect"),
        LATENT_DRAWS_REGION("latent-draws-region"),
        CRITIC_LOOKS_AT("critic-looks-at"),
        DEAD_UNITS("dead-units"),
        TWIN_UNITS("twin-units"),
        NOTHING("nothing");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The name in tables. */
        public String label() {
            return label;
        }

        /** @throws IllegalArgumentException if there is no such kind */
        public static Kind labelled(String label) {
            for (Kind kind : values()) {
                if (kind.label.equals(label)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("There are no findings called " + label);
        }
    }
}
