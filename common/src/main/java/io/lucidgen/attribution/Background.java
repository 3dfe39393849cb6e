package io.lucidgen.attribution;

import java.io.Serializable;
import java.util.List;

/**
 * What samples are compared with.
 *
 * @param baseline one sample whose features are all alike, {@code [features]} in the model's range
 * @param references real samples, each {@code [features]}; none where no method asks for them
 */
public record Background(double[] baseline, List<double[]> references) implements Serializable {}
