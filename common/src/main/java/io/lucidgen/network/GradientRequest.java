package io.lucidgen.network;

import java.util.Set;

/**
 * Which gradients a backward pass has to give; it computes nothing else.
 *
 * @param tensors the inputs and intermediates to differentiate by, by name
 * @param parameters whether to differentiate by the parameters
 */
public record GradientRequest(Set<String> tensors, boolean parameters) {

    public GradientRequest {
        tensors = Set.copyOf(tensors);
    }

    /** No gradient: the network is only run forward. */
    public static GradientRequest none() {
        return new GradientRequest(Set.of(), false);
    }

    /** The gradient of every parameter. */
    public static GradientRequest ofParameters() {
        return new GradientRequest(Set.of(), true);
    }

    /** The gradients of the named tensors alone, without the parameters' share of the work. */
    public static GradientRequest of(String... tensors) {
        return new GradientRequest(Set.of(tensors), false);
    }

    /** The same request, with the gradient of every parameter as well. */
    public GradientRequest andParameters() {
        return new GradientRequest(tensors, true);
    }
}
