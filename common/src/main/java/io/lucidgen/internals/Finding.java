package io.lucidgen.internals;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * Something that is claimed of a generator or its critic.
 *
 * @param statement a plain sentence
 * @param evidence which parts it rests on
 * @param value the figure that stands out, by which findings of a kind are ordered
 * @param untrained the same figure of untrained models of the same make, the one that is closest to it
 */
public record Finding(Kind kind, String statement, Evidence evidence, double value, double untrained)
        implements Serializable {

    /**
     * The measured parts behind a statement.
     *
     * @param layer whose units; null for a statement that is not about units
     * @param latents values of the latent; empty for a statement that is not about them
     * @param region of samples; -1 for a statement about all of them, or none
     */
    public record Evidence(String layer, List<Integer> latents, int region) implements Serializable {

        /** All that was measured. */
        static final Evidence ALL = new Evidence(null, List.of(), -1);

        public Evidence {
            latents = List.copyOf(latents);
        }

        static Evidence ofLayer(String layer) {
            return new Evidence(layer, List.of(), -1);
        }

        static Evidence ofLatents(List<Integer> latents) {
            return new Evidence(null, latents, -1);
        }

        static Evidence ofRegion(int region) {
            return new Evidence(null, List.of(), region);
        }
    }

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
