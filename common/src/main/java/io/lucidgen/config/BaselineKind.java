package io.lucidgen.config;

/** What a sample is compared with when it is explained. */
public enum BaselineKind {
    /** Every feature at its least value. */
    BLACK,
    /** Every feature half-way between its least and its greatest value. */
    GRAY,
    /** The mean of the training data. */
    MEAN
}
