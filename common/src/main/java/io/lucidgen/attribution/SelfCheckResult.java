package io.lucidgen.attribution;

import java.io.Serializable;

/**
 * What a passed {@link SelfCheck} found for one target.
 *
 * @param target its label
 * @param directions finite differences that were compared
 * @param worstError the largest error of a directional derivative, relative to its size
 * @param worstBatchDifference the largest change of a gradient through its neighbours in a batch, relative to the
 *     gradient's largest value
 */
public record SelfCheckResult(String target, int directions, double worstError, double worstBatchDifference)
        implements Serializable {}
