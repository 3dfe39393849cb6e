package io.lucidgen.config;

/** What a model is told of a sample that it is to draw. */
public enum Condition {
    /** Nothing. */
    NONE,
    /** The sample's class. */
    LABEL
}
