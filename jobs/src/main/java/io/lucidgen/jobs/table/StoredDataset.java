package io.lucidgen.jobs.table;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Split;
import org.apache.hadoop.fs.Path;

/** A complete dataset and where it lies. */
public record StoredDataset(Path folder, DatasetDescription description, DatasetManifest manifest) {

    /** The folder that holds the Parquet files of a split. */
    public Path folder(Split split) {
        return new Path(folder, DatasetTable.folder(split));
    }
}
