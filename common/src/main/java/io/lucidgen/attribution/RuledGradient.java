package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.network.BackwardRule;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The gradient, but for what every ReLU sends back. It shows edges and hardly depends on the weights (Adebayo et al. 2018):
 * not a map to act on.
 *
 * @param rule what a ReLU sends back
 */
public record RuledGradient(String name, BackwardRule rule) implements AttributionMethod {

    /**
     * Every ReLU lets pass only what is positive, where it is open; a leaky one everywhere, times its slope (Springenberg et
     * al. 2015).
     */
    public static RuledGradient guidedBackpropagation() {
        return new RuledGradient(ExplanationConfig.GUIDED_BACKPROPAGATION, BackwardRule.GUIDED);
    }

    /** Every ReLU, leaky or not, lets pass what is positive, whether it is open or not (Zeiler and Fergus 2014). */
    public static RuledGradient deconvolution() {
        return new RuledGradient(ExplanationConfig.DECONVOLUTION, BackwardRule.DECONVOLUTION);
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
        return function.obstacle(rule);
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        return new Attribution(function.multiplier(rule, sample.x()), 1);
    }
}
