package io.lucidgen.jobs.ingest;

import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import io.lucidgen.jobs.table.DatasetTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.spark.sql.Row;

/** Samples of one split. */
record SampleCodec(Split split) implements RecordCodec<Sample> {
    @Override
    public void write(Sample sample, DataOutput out) throws IOException {
        out.writeUTF(sample.id());
        out.writeInt(sample.label());
        out.writeInt(sample.features().length);
        out.write(sample.features());
    }

    @Override
    public Row readRow(long ordinal, DataInput in) throws IOException {
        String id = in.readUTF();
        int label = in.readInt();
        byte[] features = new byte[in.readInt()];
        in.readFully(features);
        return DatasetTable.row(ordinal, new Sample(id, split, label, features));
    }
}
