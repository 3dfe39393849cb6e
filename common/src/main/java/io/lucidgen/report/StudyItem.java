package io.lucidgen.report;

/**
 * A sample and a map, as people are shown them.
 *
 * @param map of this sample, or of another one
 */
public record StudyItem(Picture sample, Picture map) {}
