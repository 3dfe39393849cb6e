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
    public double[] attribute(TargetFunction function, double[] x, double[] baseline) {
        PathPoints path = rule.points(steps);
        double[] attribution = new double[x.length];
        function.gradients(
                steps,
                (step, into, at) -> {
                    double position = path.positions()[step];
                    for (int i = 0; i < x.length; i++) {
                        into[at + i] = baseline[i] + position * (x[i] - baseline[i]);
                    }
                },
                (step, gradient, at) -> {
                    double weight = path.weights()[step];
                    for (int i = 0; i < x.length; i++) {
                        attribution[i] += weight * gradient[at + i];
                    }
                });
        for (int i = 0; i < x.length; i++) {
            attribution[i] *= x[i] - baseline[i];
        }
        return attribution;
    }
}
