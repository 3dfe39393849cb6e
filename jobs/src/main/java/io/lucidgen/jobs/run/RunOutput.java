package io.lucidgen.jobs.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lucidgen.jobs.table.PublishedTable;

/**
 * Something that a run has left behind.
 *
 * @param table whether it is one of the tables
 * @param name the table's name, or what the output is, such as {@code checkpoint}
 * @param rows null when it has none
 * @param bytes null when nobody counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunOutput(boolean table, String name, String path, Long rows, Long bytes) {

    /** A published table. */
    public static RunOutput of(PublishedTable table) {
        return new RunOutput(true, table.table(), table.path(), table.rows(), table.bytes());
    }

    /** Anything else. */
    public static RunOutput of(String name, String path) {
        return new RunOutput(false, name, path, null, null);
    }
}
