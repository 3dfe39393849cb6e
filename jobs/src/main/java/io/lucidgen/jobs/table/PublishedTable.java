package io.lucidgen.jobs.table;

/**
 * What a run has published of a table.
 *
 * @param path the folder
 * @param rows counted in the files that lie there
 * @param bytes of these files
 */
public record PublishedTable(String table, String path, long rows, long bytes) {}
