package io.lucidgen.config;

/** The rule that turns gradients into updates. */
public enum OptimizerKind {
    ADAM,
    SGD
}
