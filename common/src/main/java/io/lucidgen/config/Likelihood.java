package io.lucidgen.config;

/** How a decoder's output becomes a probability of the data. */
public enum Likelihood {
    /** Features in [0, 1] as probabilities; the decoder gives logits. */
    BERNOULLI,
    /** Unit variance around the decoder's output. */
    GAUSSIAN,
    /** One variance for all features around the decoder's output, which is trained with it. */
    GAUSSIAN_LEARNED
}
