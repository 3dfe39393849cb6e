package io.lucidgen.jobs.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** The tables as they are told to analysts: as a page, as columns for DuckDB, and as lines to compare with. */
final class TableContract {
    /** In the order in which commands publish them. */
    static final List<Table> TABLES = List.of(
            SamplesTable.TABLE,
            MethodChoicesTable.TABLE,
            ExplanationsTable.TABLE,
            ExplanationScoresTable.TABLE,
            SharedMapsTable.TABLE,
            MembershipLeakageTable.TABLE,
            PartEffectsTable.TABLE,
            EffectEdgesTable.TABLE,
            LatentDirectionsTable.TABLE,
            FindingsTable.TABLE,
            SurrogatesTable.TABLE,
            SampleScoresTable.TABLE,
            ModelScoresTable.TABLE,
            TrainingHistoryTable.TABLE,
            RunsTable.TABLE);

    private static final Map<DataType, String> DUCKDB = Map.of(
            DataTypes.BooleanType, "BOOLEAN",
            DataTypes.IntegerType, "INTEGER",
            DataTypes.LongType, "BIGINT",
            DataTypes.FloatType, "FLOAT",
            DataTypes.DoubleType, "DOUBLE",
            DataTypes.StringType, "VARCHAR",
            DataTypes.BinaryType, "BLOB",
            DataTypes.TimestampType, "TIMESTAMPTZ");

    private static final String PARTITION = """
            Every table lies in `<root>/tables/<table>/run_date=<date>/model=<name>/version=<version>/run_id=<id>/`, and
            the names of these folders are columns too:

            | column | type | unit | shape | meaning | null |
            |---|---|---|---|---|---|
            | `run_date` | `date` | - | scalar | the date that the run was for | never |
            | `model` | `string` | - | scalar | name of the model; `_none` where a run is about none | never |
            | `version` | `string` | - | scalar | version of that model; `_none` where a run is about none | never |
            | `run_id` | `string` | - | scalar | names the run | never |
            """;

    private TableContract() {}

    /** The page for analysts. */
    static String page() {
        StringBuilder page = new StringBuilder("# The tables\n\n")
                .append("What each column of the Parquet tables holds. This page is written from the code; after a\n")
                .append("change there, write it again with\n\n    ")
                .append(ContractFilesTest.COMMAND)
                .append(
                        "\n\nColumns are only ever added, at the end and nullable, so that a query that works goes on\n")
                .append(
                        "working; `schema_version` goes up when the meaning of one changes. A row counts once its run's\n")
                .append("manifest, `<root>/runs/run_date=<date>/<run id>/manifest.json`, is there: [the views of\n")
                .append(
                        "`sql/views.sql`](sql/views.sql) see to that. What is published by a complete run never changes.\n\n")
                .append(PARTITION);
        for (Table table : TABLES) {
            page.append("\n## ").append(table.name()).append("\n\n");
            page.append(table.meaning()).append(" Files are sorted by ");
            page.append(table.sortedBy().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")));
            page.append(".\n\n| column | type | unit | shape | meaning | null |\n|---|---|---|---|---|---|\n");
            for (Column column : table.columns()) {
                page.append(String.join(
                                " | ",
                                "| `" + column.name() + "`",
                                "`" + column.type().catalogString() + "`",
                                cell(column.unit()),
                                cell(column.shape()),
                                cell(column.meaning()),
                                cell(column.nullable() ? "when " + column.nullRule() : column.nullRule())))
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** The columns of every table as DuckDB names their types, one SQL statement. */
    static String duckdbColumns() {
        return TABLES.stream()
                .map(table -> table.columns().stream()
                        .map(column -> "        NULL::" + duckdb(column.type()) + " AS " + column.name())
                        .collect(Collectors.joining(",\n", "    '" + table.name() + "': $$\n", " $$")))
                .collect(Collectors.joining(",\n", "SET VARIABLE table_columns = MAP {\n", "\n};\n"));
    }

    private static String duckdb(DataType type) {
        if (type instanceof ArrayType array) {
            return duckdb(array.elementType()) + "[]";
        }
        if (type instanceof MapType map) {
            return "MAP(" + duckdb(map.keyType()) + ", " + duckdb(map.valueType()) + ")";
        }
        if (type instanceof StructType struct) {
            return List.of(struct.fields()).stream()
                    .map(field -> field.name() + " " + duckdb(field.dataType()))
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
        return DUCKDB.get(type);
    }

    /** One line for each column, with everything that queries depend on. */
    static List<String> lines(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.columns().stream()
                        .map(column -> String.format(
                                Locale.ROOT,
                                "%s.%s %s%s",
                                table.name(),
                                column.name(),
                                column.type().catalogString(),
                                column.nullable() ? "" : " not null")))
                .toList();
    }

    /** What in the tables would break a query that works with the tables of earlier lines. */
    static List<String> faults(List<String> earlier, List<String> now) {
        Map<String, List<String>> tables = byTable(now);
        List<String> faults = new ArrayList<>();
        byTable(earlier).forEach((table, columns) -> {
            List<String> current = tables.getOrDefault(table, List.of());
            for (int i = 0; i < columns.size(); i++) {
                String found = i < current.size() ? current.get(i) : "nothing";
                if (!found.equals(columns.get(i))) {
                    faults.add("expected " + columns.get(i) + ", found " + found);
                }
            }
            current.stream()
                    .skip(columns.size())
                    .filter(column -> column.endsWith(" not null"))
                    .forEach(column -> faults.add("added " + column + ", which has to be nullable"));
        });
        return faults;
    }

    private static Map<String, List<String>> byTable(List<String> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.substring(0, line.indexOf('.')), TreeMap::new, Collectors.toList()));
    }
}
