package io.lucidgen.internals;

import java.io.Serializable;
import java.util.Locale;

/**
 * A part of the way from a latent to the critic's logit.
 *
 * @param layer the tensor that a unit is of; the kind's name for all others
 * @param index which, from 0 on: a value of the latent, a unit of a layer, a region of a sample row by row
 */
public record Part(Kind kind, String layer, int index) implements Serializable {

    /** What can be switched off, or is read at the end. */
    public enum Kind {
        LATENT,
        UNIT,
        REGION,
        CRITIC_LOGIT;

        /** The name in tables. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Part latent(int index) {
        return new Part(Kind.LATENT, Kind.LATENT.label(), index);
    }

    static Part unit(GeneratorLayer layer, int index) {
        return new Part(Kind.UNIT, layer.tensor(), index);
    }

    static Part region(int index) {
        return new Part(Kind.REGION, Kind.REGION.label(), index);
    }

    static Part logit() {
        return new Part(Kind.CRITIC_LOGIT, Kind.CRITIC_LOGIT.label(), 0);
    }

    /** The name for people, such as {@code hidden1-relu 17}. */
    public String label() {
        return kind == Kind.CRITIC_LOGIT ? kind.label() : layer + " " + index;
    }
}
