package io.lucidgen.config;

/** Which examples a worker has. */
public enum Sharding {
    /** A random share of all of them, so that every worker sees the same mix. */
    MIXED,
    /** Those of its own classes: they are lined up by class and cut into equal lengths. */
    BY_CLASS
}
