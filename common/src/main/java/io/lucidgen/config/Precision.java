package io.lucidgen.config;

/** The floating-point type that networks compute in: float for work, double for proofs. */
public enum Precision {
    FLOAT,
    DOUBLE
}
