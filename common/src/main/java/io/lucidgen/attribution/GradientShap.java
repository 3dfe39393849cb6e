package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.random.RandomStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Integrated gradients, averaged over real samples as baselines, at random points of the way from each (Lundberg and Lee
 * 2017; Erion et al. 2021, expected gradients).
 *
 * <p>The map adds up to the target less its mean over the references. The points of a reference lie in equal parts of its
 * way, one at random in each, which strays less than points that are drawn from the whole.
 *
 * @param references what the sample is compared with, each {@code [features]}; at least one
 * @param samples points in all, at least one for each reference
 */
public record GradientShap(List<double[]> references, int samples) implements AttributionMethod {

    public GradientShap {
        if (references.isEmpty() || samples < references.size()) {
            throw new IllegalArgumentException("%d points for %d references".formatted(samples, references.size()));
        }
        references = List.copyOf(references);
    }

    @Override
    public String name() {
        return ExplanationConfig.GRADIENT_SHAP;
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("baseline", "references");
        parameters.put("references", String.valueOf(references.size()));
        parameters.put("samples", String.valueOf(samples));
        return parameters;
    }

    @Override
    public boolean claimsCompleteness() {
        return true;
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        double[] x = sample.x();
        int parts = samples / references.size();
        int points = parts * references.size();
        RandomStream random = new RandomStream(sample.seed());
        double[] positions = new double[points];
        for (int point = 0; point < points; point++) {
            positions[point] = (point % parts + random.nextUniform()) / parts;
        }
        double[] attribution = new double[x.length];
        function.gradients(
                points,
                (point, into, at) -> {
                    double[] reference = references.get(point / parts);
                    for (int i = 0; i < x.length; i++) {
                        into[at + i] = reference[i] + positions[point] * (x[i] - reference[i]);
                    }
                },
                (point, gradient, at) -> {
                    double[] reference = references.get(point / parts);
                    for (int i = 0; i < x.length; i++) {
                        attribution[i] += gradient[at + i] * (x[i] - reference[i]) / points;
                    }
                });
        return new Attribution(attribution, points, meanOfReferences(function));
    }

    private Double meanOfReferences(TargetFunction function) {
        double mean = 0;
        for (double value : function.values(
                references.size(),
                (row, into, at) -> System.arraycopy(references.get(row), 0, into, at, function.features()))) {
            mean += value / references.size();
        }
        return mean;
    }
}
