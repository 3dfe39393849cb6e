package io.lucidgen.report;

/**
 * A statement of what stands out in a model.
 *
 * @param table the table with the rows that it rests on
 * @param rows a condition in SQL that those rows meet
 */
public record FindingView(String statement, String table, String rows) {}
