package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.network.BackwardRule;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The gradient, of which every ReLU lets pass only what is positive (Springenberg et al. 2015). A leaky ReLU does so too,
 * times its slope; other activations pass the gradient on as it is. It shows edges and hardly depends on the weights
 * (Adebayo et al. 2018): not a map to act on.
 */
public record GuidedBackpropagation() implements AttributionMethod {

    @Override
    public String name() {
        return ExplanationConfig.GUIDED_BACKPROPAGATION;
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
        return function.obstacle(BackwardRule.GUIDED);
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        return new Attribution(function.multiplier(BackwardRule.GUIDED, sample.x()), 1);
    }
}
