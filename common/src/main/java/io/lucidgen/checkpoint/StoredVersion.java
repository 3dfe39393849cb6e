package io.lucidgen.checkpoint;

import java.time.Instant;

/**
 * A complete version of a model in the store.
 *
 * @param model the model's name
 * @param version the version's name
 * @param rounds the averaging rounds that it holds
 * @param saved when it was written
 * @param bytes the size of all its files
 */
public record StoredVersion(String model, String version, long rounds, Instant saved, long bytes) {}
