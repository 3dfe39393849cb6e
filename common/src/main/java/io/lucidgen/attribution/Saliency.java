package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The gradient at the sample (Simonyan et al. 2014): how strongly each feature moves the target just there.
 *
 * @param signed whether the gradient keeps its sign; its size otherwise
 */
public record Saliency(boolean signed) implements AttributionMethod {

    @Override
    public String name() {
        return ExplanationConfig.SALIENCY;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return new TreeMap<>(Map.of("signed", String.valueOf(signed)));
    }

    @Override
    public boolean claimsCompleteness() {
        return false;
    }

    @Override
    public MapMeaning meaning() {
        return signed ? MapMeaning.SLOPE : MapMeaning.SIZE;
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        double[] gradient = function.gradient(sample.x());
        if (!signed) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = Math.abs(gradient[i]);
            }
        }
        return new Attribution(gradient, 1);
    }
}
