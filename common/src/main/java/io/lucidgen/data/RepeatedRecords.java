package io.lucidgen.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** The records of a split from one of them on, and from the first again after the last, without an end. */
final class RepeatedRecords implements AutoCloseable {
    private final Supplier<SourceRecords> source;
    private SourceRecords records;

    /** @param first the place of the record to begin with, below their number */
    RepeatedRecords(Supplier<SourceRecords> source, int first) {
        this.source = source;
        this.records = source.get();
        for (int i = 0; i < first; i++) {
            records.next();
        }
    }

    SourceRecord next() {
        if (!records.hasNext()) {
            close();
            records = source.get();
        }
        return records.next();
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing raw files failed", e);
        }
    }
}
