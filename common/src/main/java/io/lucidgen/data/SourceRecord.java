package io.lucidgen.data;

/** What a reader finds at one place of the raw files: a sample, or a record that cannot become one. */
public sealed interface SourceRecord permits Sample, QuarantinedRecord {}
