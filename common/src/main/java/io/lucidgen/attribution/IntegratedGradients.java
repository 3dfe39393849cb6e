package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The gradient integrated along the straight path from the baseline to the sample (Sundararajan et al. 2017).
 *
 * @param steps points on the path
 * @param rule how they are chosen and weighted
 */
public record IntegratedGradients(int steps, PathRule rule) implements AttributionMethod {

    public IntegratedGradients {
        if (steps < rule.fewestPoints()) {
            throw new IllegalArgumentException(
                    "The rule %s needs at least %d points, not %d".formatted(rule.label(), rule.fewestPoints(), steps));
        }
    }

    @Override
    public String name() {
        return ExplanationConfig.INTEGRATED_GRADIENTS;
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("steps", String.valueOf(steps));
        parameters.put("rule", rule.label());
        return parameters;
    }

    @Override
    public boolean claimsCompleteness() {
        return true;
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        PathPoints points = rule.points(steps);
        StraightPath path = new StraightPath(sample);
        double[] sums = new double[sample.features()];
        path.addGradients(function, steps, step -> points.positions()[step], step -> points.weights()[step], sums);
        return new Attribution(path.shares(sums, 1), steps);
    }
}
