package io.lucidgen.jobs.sharding;

import java.io.Serializable;

/** One example on its way to its worker. */
record ShardRow(int label, byte[] features) implements Serializable {}
