package io.lucidgen.report;

import java.util.List;

/**
 * Samples beside their attribution maps.
 *
 * @param caption how the samples were chosen and which baseline was used, one or two sentences
 */
public record ExplanationGallery(List<ExplainedSample> samples, String caption) {

    /**
     * One sample with all its maps.
     *
     * @param source {@code generated} or {@code real}
     * @param facts what else is known of the sample, such as its distance to the nearest training row
     */
    public record ExplainedSample(
            String id, String source, Picture picture, List<Fact> facts, List<Explanation> explanations) {
        public ExplainedSample {
            facts = List.copyOf(facts);
            explanations = List.copyOf(explanations);
        }
    }

    public ExplanationGallery {
        samples = List.copyOf(samples);
    }
}
