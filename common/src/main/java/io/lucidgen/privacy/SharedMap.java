package io.lucidgen.privacy;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import java.io.Serializable;

/**
 * The mean of the coarse maps of many real rows, clipped and with noise, which may be shown to those who may not see the rows.
 *
 * @param of which target and method
 * @param rows how many real rows
 * @param height rows of the coarse grid
 * @param width columns of the coarse grid
 * @param values {@code [height, width]}
 * @param clip Euclidean length that no row's map exceeds
 * @param sensitivity how far {@code values} moves at most, as a Euclidean length, when one row is replaced
 * @param noise standard deviation of the noise on each value
 * @param releases maps of the run that share the budget
 * @param budget of all of them together
 */
public record SharedMap(
        Aspect of,
        long rows,
        int height,
        int width,
        float[] values,
        double clip,
        double sensitivity,
        double noise,
        int releases,
        PrivacyBudget budget)
        implements Serializable {}
