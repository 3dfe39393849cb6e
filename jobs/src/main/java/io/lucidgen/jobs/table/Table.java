package io.lucidgen.jobs.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table of the contract with analysts.
 *
 * @param name its folder below {@code <root>/tables}
 * @param meaning what one row is
 * @param columns in their order in the files; columns are only ever added, at the end and nullable
 * @param sortedBy what the rows of each file are sorted by
 */
public record Table(String name, String meaning, List<Column> columns, List<String> sortedBy) {
    public Table {
        columns = List.copyOf(columns);
        sortedBy = List.copyOf(sortedBy);
        List<String> names = columns.stream().map(Column::name).toList();
        if (names.stream().distinct().count() != names.size() || !names.containsAll(sortedBy)) {
            throw new IllegalArgumentException("the columns of table " + name + " contradict one another");
        }
    }

    /** The columns as Spark knows them, with their descriptions as metadata. */
    public StructType schema() {
        return new StructType(columns.stream().map(Column::field).toArray(StructField[]::new));
    }

    /** Rows that a row mapper of this table made, in the order of the columns. */
    public Dataset<Row> rows(SparkSession spark, JavaRDD<Row> rows) {
        return spark.createDataFrame(rows, schema());
    }

    /** A few rows from the driver, in one partition. */
    public Dataset<Row> rows(SparkSession spark, List<Row> rows) {
        return spark.createDataFrame(rows, schema()).coalesce(1);
    }

    static Builder named(String name, String meaning) {
        return new Builder(name, meaning);
    }

    /** Collects the columns in order. */
    static final class Builder {
        private final String name;
        private final String meaning;
        private final List<Column> columns = new ArrayList<>();

        private Builder(String name, String meaning) {
            this.name = name;
            this.meaning = meaning;
        }

        /** A column that is never null. */
        Builder column(String column, DataType type, String unit, String shape, String description) {
            columns.add(new Column(column, type, unit, shape, description, Column.NEVER));
            return this;
        }

        /** A column that may be null, and when it is. */
        Builder nullable(String column, DataType type, String unit, String shape, String description, String nullWhen) {
            columns.add(new Column(column, type, unit, shape, description, nullWhen));
            return this;
        }

        Table sortedBy(String... names) {
            return new Table(name, meaning, columns, List.of(names));
        }
    }
}
