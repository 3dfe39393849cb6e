package io.lucidgen.jobs.spark;

import java.util.List;

/**
 * What it took to have blocks here.
 *
 * @param moved bytes that came over the network
 * @param missing positions of the blocks that none of their homes had
 */
public record CopiedBlocks(long moved, List<Integer> missing) {}
