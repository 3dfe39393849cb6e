package io.lucidgen.jobs.sharding;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.Sample;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.DatasetTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tiny examples, number n with label n. */
final class Examples {
    static final int FEATURES = 4;

    private Examples() {}

    /** Rows in no order. */
    static Dataset<Row> rows(SharedSpark spark, int examples, int partitions) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < examples; i++) {
            rows.add(DatasetTable.row(i, new Sample("s" + i, Split.TRAIN, i, features(i))));
        }
        Collections.shuffle(rows, new Random(partitions));
        return spark.session().createDataFrame(spark.context().parallelize(rows, partitions), DatasetTable.SCHEMA);
    }

    static byte[] features(int example) {
        return new byte[] {(byte) example, 1, 2, (byte) (example * 3)};
    }

    static DatasetDescription description(long examples) {
        return new DatasetDescription(
                1,
                "tiny",
                Modality.IMAGE,
                SampleShape.image(1, 2, 2),
                FeatureType.UINT8,
                new FeatureStatistics(0, 255, 100, 1, FEATURES * examples),
                List.of(),
                Map.of(Split.TRAIN, examples),
                0,
                "a".repeat(64));
    }
}
