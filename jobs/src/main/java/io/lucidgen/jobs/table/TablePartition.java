package io.lucidgen.jobs.table;

import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Where the rows of one run stand in every table.
 *
 * @param model the model's name, or {@value #NONE} for a run that is about no model
 * @param version the version of the model, or {@value #NONE}
 */
public record TablePartition(LocalDate runDate, String model, String version, String runId) {
    /** Stands for no model or no version; a model cannot have this name. */
    public static final String NONE = "_none";

    public static final String RUN_DATE = "run_date";
    public static final String MODEL = "model";
    public static final String VERSION = "version";
    public static final String RUN_ID = "run_id";

    private static final String TABLES = "tables";
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]+");

    /** @throws IllegalArgumentException when a part would not survive as the name of a folder */
    public TablePartition {
        Objects.requireNonNull(runDate, "runDate");
        for (String value : new String[] {model, version, runId}) {
            if (value == null || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("'" + value + "' cannot be a part of a path, expected " + VALUE);
            }
        }
    }

    /** The folder of all rows of a table. */
    static Path folder(Path root, Table table) {
        return new Path(new Path(root, TABLES), table.name());
    }

    /** The folder of this run's rows of a table. */
    public Path in(Path root, Table table) {
        return below(folder(root, table));
    }

    /** The folder of this run below another, filed as the rows of tables are. */
    public Path below(Path folder) {
        return new Path(
                folder,
                String.join(
                        Path.SEPARATOR,
                        RUN_DATE + "=" + runDate,
                        MODEL + "=" + model,
                        VERSION + "=" + version,
                        RUN_ID + "=" + runId));
    }
}
