package io.lucidgen.jobs.training;

import java.io.Serializable;

/**
 * Where the blocks of a round go.
 *
 * @param made the group of the workers' contributions
 * @param averaged the group of the means
 * @param wholeAfter whether the driver will ask for the state after it
 */
record RoundGroups(long made, long averaged, boolean wholeAfter) implements Serializable {}
