package io.lucidgen.data;

/**
 * Where a worker stands in its shard.
 *
 * @param epoch passes over the shard that are complete
 * @param block index of the block that the next example comes from
 * @param offset examples already taken from that block in this epoch
 */
public record DataCursor(long epoch, int block, int offset) {}
