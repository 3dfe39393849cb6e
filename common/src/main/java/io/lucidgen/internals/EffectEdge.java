package io.lucidgen.internals;

import java.io.Serializable;

/**
 * What a part does to a later one, by all ways between them: the later one's value with it, less that with it switched off.
 * The value of a unit is its mean over places; of a region, the mean of its features.
 *
 * @param samples how many latents it was measured on
 * @param effect the mean difference
 * @param change the mean size of the difference
 * @param strength the change in standard deviations of the later part's value; 0 for one that does not vary
 */
public record EffectEdge(Part from, Part to, int samples, double effect, double change, double strength)
        implements Serializable {}
