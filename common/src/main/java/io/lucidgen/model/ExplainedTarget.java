package io.lucidgen.model;

import io.lucidgen.network.Network;

/**
 * A scalar that a model computes from a sample, in inference form, ready to be differentiated.
 *
 * @param kind what it is
 * @param index which component, or -1 where there is only one
 * @param network one input {@value #INPUT} {@code [batch, features]} and one output {@value #OUTPUT} {@code [batch, 1]}
 */
public record ExplainedTarget(TargetKind kind, int index, Network network) {

    public static final String INPUT = "x";
    public static final String OUTPUT = "target";

    /** The name for people, such as {@code latent-mean 3}. */
    public String label() {
        return index < 0 ? kind.label() : kind.label() + " " + index;
    }
}
