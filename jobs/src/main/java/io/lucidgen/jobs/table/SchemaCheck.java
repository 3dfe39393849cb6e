package io.lucidgen.jobs.table;

import io.lucidgen.error.UserException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares the columns of rows with those of their table. */
final class SchemaCheck {
    private SchemaCheck() {}

    /** @throws UserException (exit 3) when they differ */
    static void require(Table table, StructType actual) {
        List<String> faults = faults(table.schema(), actual);
        if (!faults.isEmpty()) {
            throw UserException.data(
                    "publish rows",
                    "table",
                    table.name(),
                    String.join("; ", faults),
                    "Make the rows by the table's own mapper");
        }
    }

    private static List<String> faults(StructType expected, StructType actual) {
        List<String> faults = new ArrayList<>();
        if (!List.of(expected.fieldNames()).equals(List.of(actual.fieldNames()))) {
            faults.add(
                    "the columns are " + List.of(actual.fieldNames()) + ", expected " + List.of(expected.fieldNames()));
            return faults;
        }
        for (StructField field : expected.fields()) {
            StructField found = actual.apply(field.name());
            if (!found.dataType().equals(field.dataType())) {
                faults.add("column " + field.name() + " is " + found.dataType() + ", expected " + field.dataType());
            } else if (found.nullable() && !field.nullable()) {
                faults.add("column " + field.name() + " may be null");
            }
        }
        return faults;
    }
}
