package io.lucidgen.simplification;

import java.io.Serializable;
import java.util.Locale;

/**
 * What a rule is to predict of a generated sample.
 *
 * @param index which value of the latent; {@value #NONE} for all else
 */
public record Response(Kind kind, int index) implements Serializable {

    public static final int NONE = -1;

    /** What can be predicted. */
    public enum Kind {
        /** The critic's logit of the sample. */
        CRITIC_LOGIT,
        /** The mean of the sample's features, in the model's range. */
        BRIGHTNESS,
        /** The standard deviation of the sample's features. */
        CONTRAST,
        /** The mean size of the difference between features next to each other. */
        ROUGHNESS,
        /** The mean size of the difference between the sample and its mirror image, left and right. */
        ASYMMETRY,
        /** The value of the latent that the sample was made of. */
        LATENT_VALUE;

        /** As it stands in tables. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What is one for all samples. */
    public static Response of(Kind kind) {
        return new Response(kind, NONE);
    }

    /** A value of the latent. */
    public static Response latent(int index) {
        return new Response(Kind.LATENT_VALUE, index);
    }

    /** In plain words: {@code critic logit}, {@code latent 3}. */
    public String words() {
        return kind == Kind.LATENT_VALUE ? "latent " + index : kind.label().replace('-', ' ');
    }
}
