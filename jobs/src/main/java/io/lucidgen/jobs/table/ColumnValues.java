package io.lucidgen.jobs.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import scala.collection.JavaConverters;

/** Column types that our tables share, and their values between Java and Spark. */
final class ColumnValues {
    static final ArrayType FLOATS = DataTypes.createArrayType(DataTypes.FloatType, false);
    static final ArrayType INTS = DataTypes.createArrayType(DataTypes.IntegerType, false);
    static final ArrayType STRINGS = DataTypes.createArrayType(DataTypes.StringType, false);
    static final MapType TEXTS = mapTo(DataTypes.StringType);
    static final MapType COUNTS = mapTo(DataTypes.LongType);
    static final MapType NUMBERS = mapTo(DataTypes.DoubleType);

    private ColumnValues() {}

    private static MapType mapTo(DataType type) {
        return DataTypes.createMapType(DataTypes.StringType, type, false);
    }

    /**
     * The constant whose name, in lower case and with hyphens, stands in a column.
     *
     * @throws IllegalArgumentException if there is none
     */
    static <E extends Enum<E>> E constant(Class<E> type, String label) {
        return Enum.valueOf(type, label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** A map as Spark takes it, its keys always in the same order. */
    static <T> scala.collection.Map<String, T> map(SortedMap<String, T> values) {
        return JavaConverters.mapAsScalaMap(new LinkedHashMap<>(values));
    }

    static <T> SortedMap<String, T> map(Row row, String column) {
        Map<String, T> values = row.getJavaMap(row.fieldIndex(column));
        return new TreeMap<>(values);
    }

    static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }

    static List<String> strings(Row row, String column) {
        return List.copyOf(row.getList(row.fieldIndex(column)));
    }

    /** The floats of a column; null when it is null. */
    static float[] floats(Row row, String column) {
        if (isNull(row, column)) {
            return null;
        }
        List<Float> boxed = row.getList(row.fieldIndex(column));
        float[] values = new float[boxed.size()];
        int at = 0;
        for (Float value : boxed) {
            values[at++] = value;
        }
        return values;
    }

    /** The integers of a column; null when it is null. */
    static int[] ints(Row row, String column) {
        if (isNull(row, column)) {
            return null;
        }
        return row.<Integer>getList(row.fieldIndex(column)).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static boolean isNull(Row row, String column) {
        return row.isNullAt(row.fieldIndex(column));
    }
}
