package io.lucidgen.jobs.table;

import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * One column and what an analyst has to know about it.
 *
 * @param unit what a value is measured in; {@value #NO_UNIT} where it has none
 * @param shape the length of an array as {@code [features]}, or {@value #SCALAR}
 * @param nullRule when the value is null; {@value #NEVER} in a column that is not nullable
 */
public record Column(String name, DataType type, String unit, String shape, String meaning, String nullRule) {
    public static final String NO_UNIT = "-";
    public static final String SCALAR = "scalar";
    public static final String NEVER = "never";

    private static final String UNIT_KEY = "unit";
    private static final String SHAPE_KEY = "shape";
    private static final String NULL_KEY = "null_when";

    public Column {
        Objects.requireNonNull(type, "type");
        for (String text : new String[] {name, unit, shape, meaning, nullRule}) {
            if (text == null || text.isBlank()) {
                throw new IllegalArgumentException("column " + name + " is not fully described");
            }
        }
    }

    /** Whether the column may hold nulls. */
    public boolean nullable() {
        return !nullRule.equals(NEVER);
    }

    /** The field with the description as its metadata, which Spark keeps in the footer of every file. */
    StructField field() {
        Metadata description = new MetadataBuilder()
                .putString("comment", meaning)
                .putString(UNIT_KEY, unit)
                .putString(SHAPE_KEY, shape)
                .putString(NULL_KEY, nullRule)
                .build();
        return new StructField(name, type, nullable(), description);
    }
}
