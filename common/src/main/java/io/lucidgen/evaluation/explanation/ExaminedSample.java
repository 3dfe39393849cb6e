package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.SampleExplanation;
import java.util.List;

/**
 * A sample whose explanations are examined.
 *
 * @param id names it where it comes from
 * @param x its features, {@code [features]} in the model's range
 * @param explanations all that there are of it
 */
public record ExaminedSample(String id, double[] x, List<SampleExplanation> explanations) {
    public ExaminedSample {
        explanations = List.copyOf(explanations);
    }
}
