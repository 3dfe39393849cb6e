package io.lucidgen.family.adversarial;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.family.adversarial.PointLoss.CrossEntropy;
import io.lucidgen.family.adversarial.PointLoss.Hinge;
import io.lucidgen.family.adversarial.PointLoss.Linear;
import io.lucidgen.family.adversarial.PointLoss.Opposite;
import io.lucidgen.family.adversarial.PointLoss.Square;

/**
 * What a discriminator and the network that draws samples for it are after.
 *
 * @param real the discriminator's loss of a real sample
 * @param generated its loss of a generated one
 * @param generator the generator's loss of the discriminator's logit
 * @param threshold the logit above which the discriminator calls a sample real
 */
record LossPair(PointLoss real, PointLoss generated, PointLoss generator, double threshold) {

    static LossPair of(AdversarialConfig config) {
        PointLoss none = new CrossEntropy(0);
        return switch (config.loss()) {
            case NON_SATURATING -> new LossPair(new CrossEntropy(config.realLabel()), none, new CrossEntropy(1), 0);
            case MINIMAX -> new LossPair(new CrossEntropy(config.realLabel()), none, new Opposite(none), 0);
            case LEAST_SQUARES -> new LossPair(new Square(config.realLabel()), new Square(0), new Square(1), 0.5);
            case HINGE -> new LossPair(new Hinge(1), new Hinge(-1), new Linear(-1), 0);
            case WASSERSTEIN -> new LossPair(new Linear(-1), new Linear(1), new Linear(-1), 0);
        };
    }

    /** The discriminator's loss of a real sample without any smoothing, for measurements. */
    static PointLoss unsmoothed(AdversarialConfig config) {
        return switch (config.loss()) {
            case NON_SATURATING, MINIMAX -> new CrossEntropy(1);
            case LEAST_SQUARES -> new Square(1);
            case HINGE -> new Hinge(1);
            case WASSERSTEIN -> new Linear(-1);
        };
    }
}
