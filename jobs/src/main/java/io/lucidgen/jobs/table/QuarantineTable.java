package io.lucidgen.jobs.table;

import io.lucidgen.data.QuarantinedRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of what was refused when a dataset was ingested: one row for each raw record. */
public final class QuarantineTable {
    public static final String SOURCE = "source";
    public static final String RECORD = "record";
    public static final String REASON = "reason";

    /** The folder, below that of the dataset; its name hides it from readers of the samples. */
    public static final String FOLDER = "_quarantine";

    public static final StructType SCHEMA = new StructType()
            .add(SOURCE, DataTypes.StringType, false, "the file that holds the record")
            .add(RECORD, DataTypes.StringType, false, "its place in the file, from 0 on, or its name")
            .add(REASON, DataTypes.StringType, false, "why it did not become a sample");

    private QuarantineTable() {}

    /** The row of a record, as {@link #SCHEMA} says. */
    public static Row row(QuarantinedRecord record) {
        return RowFactory.create(record.source(), record.record(), record.reason());
    }
}
