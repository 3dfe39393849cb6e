package io.lucidgen.jobs.table;

import io.lucidgen.internals.LatentDirection;
import java.io.Serializable;

/**
 * A direction among latents and what it looks like.
 *
 * @param strip a picture in PNG of samples along it, a row for each of a few latents; null where samples are no pictures
 */
public record DirectionRow(LatentDirection direction, byte[] strip) implements Serializable {}
