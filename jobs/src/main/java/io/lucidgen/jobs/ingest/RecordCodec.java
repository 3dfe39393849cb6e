package io.lucidgen.jobs.ingest;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.sql.Row;

/** How one kind of record is written to a chunk file, and read from it as a row of its table. */
interface RecordCodec<T> extends Serializable {
    void write(T record, DataOutput out) throws IOException;

    Row readRow(long ordinal, DataInput in) throws IOException;
}
