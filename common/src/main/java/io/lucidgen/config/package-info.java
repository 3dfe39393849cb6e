/**
 * One immutable record per section of the configuration, and the loader that fills them.
 *
 * <p>A record's component {@code batchSize} is the key {@code batch-size}; its range stands in the record's compact
 * constructor and nowhere else; its default and its meaning stand in {@code reference.conf}.
 */
package io.lucidgen.config;
