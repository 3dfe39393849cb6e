package io.lucidgen.network;

import java.io.Serializable;

/**
 * What a backward pass multiplies with where a network is not affine, instead of the derivative alone.
 *
 * @param kind which rule
 * @param epsilon what keeps {@link Kind#EPSILON} from dividing by nothing, above 0; 0 for the others
 */
public record BackwardRule(Kind kind, double epsilon) implements Serializable {

    /** The rules, for a function f with argument z of a value whose multiplier is m. */
    public enum Kind {
        /** m f'(z): the gradient. */
        DERIVATIVE,
        /** max(m, 0) f'(z) where f is a ReLU, leaky or not, else the gradient (Springenberg et al. 2015). */
        GUIDED,
        /** max(m, 0) where f is a ReLU, leaky or not, else the gradient (Zeiler and Fergus 2014). */
        DECONVOLUTION,
        /**
         * m (f(z) - f(z')) / (z - z'), with z' of the example's reference (Shrikumar et al. 2017, DeepLIFT's rescale
         * rule). Examples come in pairs: each is followed by its reference.
         */
        RESCALE,
        /**
         * m f(z) / (z + epsilon sign z): a value's relevance, which is its multiplier times the value, passes from f(z) to z
         * as it is (Bach et al. 2015, the epsilon rule of layer-wise relevance propagation).
         */
        EPSILON
    }

    public static final BackwardRule DERIVATIVE = new BackwardRule(Kind.DERIVATIVE, 0);
    public static final BackwardRule GUIDED = new BackwardRule(Kind.GUIDED, 0);
    public static final BackwardRule DECONVOLUTION = new BackwardRule(Kind.DECONVOLUTION, 0);
    public static final BackwardRule RESCALE = new BackwardRule(Kind.RESCALE, 0);

    public static BackwardRule epsilon(double epsilon) {
        return new BackwardRule(Kind.EPSILON, epsilon);
    }

    /** The name for people. */
    public String label() {
        return switch (kind) {
            case DERIVATIVE -> "gradient";
            case GUIDED -> "guided";
            case DECONVOLUTION -> "deconvolution";
            case RESCALE -> "rescale";
            case EPSILON -> "epsilon";
        };
    }
}
