package io.lucidgen.data;

import java.io.Serializable;

/**
 * Something that the samples of a dataset were made to differ in.
 *
 * @param name such as {@code scale}
 * @param values how many values it takes, at least 1; they are numbered from 0
 */
public record Factor(String name, int values) implements Serializable {}
