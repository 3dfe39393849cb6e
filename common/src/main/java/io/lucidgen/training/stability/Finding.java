package io.lucidgen.training.stability;

/**
 * What a monitor makes of a round.
 *
 * @param bad whether it is beyond the threshold
 * @param value the figure that decides
 * @param text the figure and the threshold in words, without a full stop
 */
public record Finding(boolean bad, double value, String text) {}
