package io.lucidgen.config;

import java.io.Serializable;

/**
 * Gradients of copies with noise: smooth-grad, smooth-grad-squared and var-grad.
 *
 * @param copies how many
 * @param noise standard deviation, as a share of the distance between a sample's smallest and largest feature, above 0
 */
public record SmoothGradConfig(int copies, double noise) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public SmoothGradConfig {
        new Problems().atLeast("copies", copies, 1).above("noise", noise, 0).refuse();
    }
}
