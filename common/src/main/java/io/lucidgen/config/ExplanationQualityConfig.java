package io.lucidgen.config;

import java.io.Serializable;

/**
 * How explanations are examined.
 *
 * @param samples so many of the explained samples are examined; 0: none
 * @param curveSteps how many times features are replaced until none is left
 * @param randomOrders orders by chance that the map's is compared with
 * @param squares replaced squares whose effect the map is to predict
 * @param neighbours places near the sample that are explained too
 * @param radius how far they are off in each feature at most, as a share of the distance between the sample's smallest and
 *     largest feature
 * @param maxRandomizedCorrelation rank correlation with the map of a model whose parameters changed places, above which a
 *     method is not trusted
 */
public record ExplanationQualityConfig(
        int samples,
        int curveSteps,
        int randomOrders,
        int squares,
        int neighbours,
        double radius,
        double maxRandomizedCorrelation)
        implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public ExplanationQualityConfig {
        new Problems()
                .atLeast("samples", samples, 0)
                .atLeast("curve-steps", curveSteps, 2)
                .atLeast("random-orders", randomOrders, 1)
                .atLeast("squares", squares, 2)
                .atLeast("neighbours", neighbours, 1)
                .above("radius", radius, 0)
                .above("max-randomized-correlation", maxRandomizedCorrelation, 0)
                .within("max-randomized-correlation", maxRandomizedCorrelation, 0, 1)
                .refuse();
    }
}
