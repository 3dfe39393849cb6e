package io.lucidgen.config;

/** What a discriminator and the network that it trains are after, as functions of the discriminator's logit. */
public enum AdversarialLoss {
    /** Goodfellow et al. 2014: cross-entropy; the generator raises log D instead of lowering log(1 - D). */
    NON_SATURATING,
    /** Goodfellow et al. 2014: cross-entropy, and the generator works against the very same sum. */
    MINIMAX,
    /** Mao et al. 2017: squared distance of the logit from 1 for real and 0 for generated samples. */
    LEAST_SQUARES,
    /** Lim and Ye 2017: the logit beyond 1 and -1 counts no more. */
    HINGE,
    /** Arjovsky et al. 2017: the difference of mean logits, for a discriminator that is kept from growing steep. */
    WASSERSTEIN
}
