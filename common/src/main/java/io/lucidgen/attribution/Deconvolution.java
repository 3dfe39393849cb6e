package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.network.BackwardRule;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is sent back through every ReLU, leaky or not, if it is positive, wherever the ReLU was open (Zeiler and Fergus 2014);
 * other activations pass the gradient on. Like guided backpropagation it hardly depends on the weights: not a map to act on.
 */
public record Deconvolution() implements AttributionMethod {

    @Override
    public String name() {
        return ExplanationConfig.DECONVOLUTION;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return new TreeMap<>();
    }

    @Override
    public boolean claimsCompleteness() {
        return false;
    }

    @Override
    public MapMeaning meaning() {
        return MapMeaning.SLOPE;
    }

    @Override
    public Optional<String> obstacle(TargetFunction function) {
        return function.obstacle(BackwardRule.DECONVOLUTION);
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        return new Attribution(function.multiplier(BackwardRule.DECONVOLUTION, sample.x()), 1);
    }
}
