package io.lucidgen.report;

/** A named value that is shown as it stands. */
public record Fact(String name, String value) {}
