package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import java.util.SortedMap;
import java.util.TreeMap;

/** Each feature times the gradient by it (Shrikumar et al. 2016). */
public record InputTimesGradient() implements AttributionMethod {

    @Override
    public String name() {
        return ExplanationConfig.INPUT_X_GRADIENT;
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
    public Attribution attribute(TargetFunction function, Explicand sample) {
        double[] gradient = function.gradient(sample.x());
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= sample.x()[i];
        }
        return new Attribution(gradient, 1);
    }
}
