package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.SampleExplanation;
import java.util.List;

/**
 * A sample whose explanations are examined.
 *
 * @param id names it where it comes from
 * @param x its features, {@code [features]} in the model's range
 * @param latent {@code [latent]} that it was drawn from; null where there is none
 * @param explanations all that there are of it
 */
public record ExaminedSample(String id, double[] x, double[] latent, List<SampleExplanation> explanations) {
    public ExaminedSample {
        explanations = List.copyOf(explanations);
    }
}
