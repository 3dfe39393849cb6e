package io.lucidgen.internals;

import java.io.Serializable;

/**
 * A part of the way from a latent to the critic's logit.
 *
 * @param layer the tensor that a unit is of; the kind's name for all others
 * @param index which, from 0 on: a value of the latent, a unit of a layer, a region of a sample row by row
 */
public record Part(Kind kind, String layer, int index) implements Serializable {

    /** What can be switched off, or is read at the end. */
    public enum Kind {
        LATENT("latent"),
        UNIT("unit"),
        REGION("region"),
        LOGIT("critic-logit");

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
            throw new IllegalArgumentException("There is no part called " + label);
        }
    }

    static Part latent(int index) {
        return new Part(Kind.LATENT, Kind.LATENT.label, index);
    }

    static Part unit(GeneratorLayer layer, int index) {
        return new Part(Kind.UNIT, layer.tensor(), index);
    }

    static Part region(int index) {
        return new Part(Kind.REGION, Kind.REGION.label, index);
    }

    static Part logit() {
        return new Part(Kind.LOGIT, Kind.LOGIT.label, 0);
    }

    /** The name for people, such as {@code hidden1-relu 17}. */
    public String label() {
        return kind == Kind.LOGIT ? kind.label : layer + " " + index;
    }
}
