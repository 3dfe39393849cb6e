package io.lucidgen.jobs.ingest;

import io.lucidgen.data.QuarantinedRecord;
import io.lucidgen.jobs.table.QuarantineTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.spark.sql.Row;

/** Records that did not become samples. */
record QuarantineCodec() implements RecordCodec<QuarantinedRecord> {
    @Override
    public void write(QuarantinedRecord record, DataOutput out) throws IOException {
        out.writeUTF(record.source());
        out.writeUTF(record.record());
        out.writeUTF(record.reason());
    }

    @Override
    public Row readRow(long ordinal, DataInput in) throws IOException {
        return QuarantineTable.row(new QuarantinedRecord(in.readUTF(), in.readUTF(), in.readUTF()));
    }
}
