package io.lucidgen.model;

import io.lucidgen.network.Network;

/**
 * A scalar that a model computes from a sample, in inference form, ready to be differentiated.
 *
 * @param kind what it is
 * @param index which component, or -1 where there is only one
 * @param sampleClass the class of the samples that it says something of; -1: of any class
 * @param choice the place in a latent where the samples that it says something of have a 1; -1: any samples
 * @param network one input {@value #INPUT} {@code [batch, features]}, or {@code [batch, latent]} of a kind over latents, and one
 *     output {@value #OUTPUT} {@code [batch, 1]}
 */
public record ExplainedTarget(TargetKind kind, int index, int sampleClass, int choice, Network network) {

    public static final String INPUT = "x";
    public static final String OUTPUT = "target";

    /** A scalar that says something of any sample. */
    public static ExplainedTarget of(TargetKind kind, int index, Network network) {
        return new ExplainedTarget(kind, index, -1, -1, network);
    }

    /** A scalar that says something of the samples of one class, which is also its index. */
    public static ExplainedTarget ofClass(TargetKind kind, int label, Network network) {
        return new ExplainedTarget(kind, label, label, -1, network);
    }

    /** A scalar that says something of the samples whose latents chose a category. */
    public static ExplainedTarget ofChoice(TargetKind kind, int index, int choice, Network network) {
        return new ExplainedTarget(kind, index, -1, choice, network);
    }

    /**
     * Whether it says something of a sample.
     *
     * @param latent {@code [latent]} that it was drawn from; null where there is none
     * @param label its class; -1 where there is none
     */
    public boolean concerns(float[] latent, int label) {
        return (kind.space() == ExplainedSpace.INPUT || latent != null)
                && (sampleClass < 0 || sampleClass == label)
                && (choice < 0 || latent != null && latent[choice] == 1);
    }

    /** The same of a network with other parameters. */
    public ExplainedTarget with(Network other) {
        return new ExplainedTarget(kind, index, sampleClass, choice, other);
    }

    /** The name for people, such as {@code latent-mean 3}. */
    public String label() {
        return kind.label(index);
    }
}
