package io.lucidgen.jobs.ingest;

import java.io.Serializable;

/**
 * A bounded file of records on their way from the driver, which alone can read a gzip stream, to an executor.
 *
 * @param firstOrdinal of its records, which follow one another
 */
record ChunkFile(String path, long firstOrdinal, int records) implements Serializable {}
