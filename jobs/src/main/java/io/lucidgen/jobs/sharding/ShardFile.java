package io.lucidgen.jobs.sharding;

import java.io.Serializable;

/**
 * The file that holds a worker's blocks.
 *
 * @param name below the shards' folder
 */
record ShardFile(int worker, String name, long bytes) implements Serializable {}
