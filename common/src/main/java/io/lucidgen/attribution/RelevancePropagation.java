package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.network.BackwardRule;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The target's value, passed back from layer to layer: each value gives what it has to those that it was summed from, by
 * what each of them added (Bach et al. 2015, layer-wise relevance propagation by the epsilon rule). Biases keep their part,
 * so that the map adds up to the target less theirs.
 *
 * @param epsilon what keeps values near 0 from being divided by nothing, above 0
 */
public record RelevancePropagation(double epsilon) implements AttributionMethod {

    @Override
    public String name() {
        return ExplanationConfig.LRP_EPSILON;
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("epsilon", String.valueOf(epsilon));
        return parameters;
    }

    @Override
    public boolean claimsCompleteness() {
        return false;
    }

    @Override
    public Optional<String> obstacle(TargetFunction function) {
        return function.obstacle(BackwardRule.epsilon(epsilon));
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        double[] x = sample.x();
        double[] attribution = function.multiplier(BackwardRule.epsilon(epsilon), x);
        for (int i = 0; i < x.length; i++) {
            attribution[i] *= x[i];
        }
        return new Attribution(attribution, 1);
    }
}
