package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Integrated gradients with as many points as a sample needs: the middles of equal parts of the path, three times as many
 * each time, until the map adds up.
 *
 * <p>The middle of a part is the middle of the second of its three thirds, so that no gradient is computed twice.
 *
 * @param fewestSteps points to begin with, at least 1
 * @param mostSteps points that are not exceeded, whether the map adds up or not
 * @param tolerance the completeness gap that is small enough, as a share of the target's distance from its value at the
 *     baseline
 */
public record AdaptiveIntegratedGradients(int fewestSteps, int mostSteps, double tolerance)
        implements AttributionMethod {

    private static final int FACTOR = 3;

    @Override
    public String name() {
        return ExplanationConfig.ADAPTIVE_INTEGRATED_GRADIENTS;
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("fewest-steps", String.valueOf(fewestSteps));
        parameters.put("most-steps", String.valueOf(mostSteps));
        parameters.put("tolerance", String.valueOf(tolerance));
        parameters.put("rule", PathRule.RIEMANN_MIDDLE.label());
        return parameters;
    }

    @Override
    public boolean claimsCompleteness() {
        return true;
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        StraightPath path = new StraightPath(sample);
        double[] ends = path.ends(function);
        double distance = ends[0] - ends[1];
        double[] sums = new double[sample.features()];
        int steps = fewestSteps;
        path.addGradients(function, steps, step -> (step + 0.5) / fewestSteps, step -> 1, sums);
        while (steps <= mostSteps / FACTOR && !addsUp(path, sums, steps, distance)) {
            int parts = steps * FACTOR;
            // The first and the third of the three thirds of each part.
            path.addGradients(
                    function,
                    steps * (FACTOR - 1),
                    step -> (step / 2 * FACTOR + step % 2 * 2 + 0.5) / parts,
                    step -> 1,
                    sums);
            steps = parts;
        }
        return new Attribution(path.shares(sums, 1.0 / steps), steps);
    }

    private boolean addsUp(StraightPath path, double[] sums, int steps, double distance) {
        double sum = 0;
        for (double share : path.shares(sums, 1.0 / steps)) {
            // As the map is stored, so that its gap is within the tolerance too.
            sum += (float) share;
        }
        return Math.abs(sum - distance) <= tolerance * Math.abs(distance);
    }
}
