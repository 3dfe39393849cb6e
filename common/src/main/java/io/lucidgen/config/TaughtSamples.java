package io.lucidgen.config;

/** From which of its samples a network that is judged learns. */
public enum TaughtSamples {
    /** From those that the discriminator takes for generated. */
    JUDGED_FAKE,
    /** From all. */
    ALL
}
