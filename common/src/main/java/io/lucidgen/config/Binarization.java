package io.lucidgen.config;

/** What a likelihood of zeros and ones is of. */
public enum Binarization {
    /** The features as they are. */
    NONE,
    /** Zeros and ones that are drawn anew in every step, with the features as probabilities. */
    DYNAMIC
}
