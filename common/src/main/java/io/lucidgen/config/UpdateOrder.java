package io.lucidgen.config;

/** Whether a generator's update sees the discriminator that was just updated in the same step, or the one before. */
public enum UpdateOrder {
    ALTERNATING,
    SIMULTANEOUS
}
