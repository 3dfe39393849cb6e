package io.lucidgen.evaluation;

import java.io.Serializable;

/**
 * What a scorer thinks of one generated sample.
 *
 * @param sampleId the sample's id in the table of samples
 * @param predictedClass index of the likeliest class
 * @param className its name
 * @param probability of that class, in [0, 1]
 * @param realism at least 1 when the sample lies within a trusted ball of real samples (Kynkaanniemi et al. 2019)
 * @param nearestReal distance in the feature space to the nearest real sample of the reference
 * @param scorer sha256 of the scorer's parameters
 * @param category the class that the sample was asked to be of, or the category of its first code; null where its model
 *     has neither
 * @param trainingDistanceRatio distance to the nearest training row in times that to the next one, from 0 to 1; null where it was not
 *     looked for
 * @param membershipScore the share of held-out rows that are less drawn to the training data, 0 to 1; null where it was not looked for
 */
public record SampleScore(
        String sampleId,
        int predictedClass,
        String className,
        double probability,
        double realism,
        double nearestReal,
        String scorer,
        Integer category,
        Double trainingDistanceRatio,
        Double membershipScore)
        implements Serializable {

    /** The score of a sample that was asked for no category and not compared with the training data. */
    public SampleScore(
            String sampleId,
            int predictedClass,
            String className,
            double probability,
            double realism,
            double nearestReal,
            String scorer) {
        this(sampleId, predictedClass, className, probability, realism, nearestReal, scorer, null, null, null);
    }
}
