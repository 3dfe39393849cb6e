package io.lucidgen.data;

import java.io.Serializable;
import java.util.Objects;

/**
 * A raw record that did not become a sample.
 *
 * @param source the file that holds it
 * @param record its place in the file: a number from 0, or a name
 * @param reason why it was refused, for a human reader
 */
public record QuarantinedRecord(String source, String record, String reason) implements SourceRecord, Serializable {
    public QuarantinedRecord {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(reason, "reason");
    }
}
