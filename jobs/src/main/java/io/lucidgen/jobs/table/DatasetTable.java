package io.lucidgen.jobs.table;

import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of a dataset: one row for each sample, sorted by ordinal, a folder for each split. */
public final class DatasetTable {
    public static final String ID = "id";
    public static final String ORDINAL = "ordinal";
    public static final String LABEL = "label";
    public static final String FEATURES = "features";
    public static final String SPLIT = "split";

    /** What the files hold; the column {@link #SPLIT} comes from the name of their folder. */
    public static final StructType SCHEMA = new StructType()
            .add(ID, DataTypes.StringType, false, "names the sample within its dataset")
            .add(ORDINAL, DataTypes.LongType, false, "place within its split, from 0 on without a gap")
            .add(LABEL, DataTypes.IntegerType, false, "index of its class, -1 for none")
            .add(FEATURES, DataTypes.BinaryType, false, "packed values, row-major; see description.json");

    private DatasetTable() {}

    /** The folder of a split, below that of the dataset. */
    public static String folder(Split split) {
        return SPLIT + "=" + split;
    }

    /** The row of a sample, as {@link #SCHEMA} says. */
    public static Row row(long ordinal, Sample sample) {
        return RowFactory.create(sample.id(), ordinal, sample.label(), sample.features());
    }

    /** The sample of a row that has all columns, in any order. */
    public static Sample sample(Row row) {
        return new Sample(
                row.getAs(ID), Split.valueOf(row.getAs(SPLIT)), row.<Integer>getAs(LABEL), row.<byte[]>getAs(FEATURES));
    }
}
