package io.lucidgen.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** What analysts are told of the tables is what the code publishes, and only ever grows. */
class ContractFilesTest {
    static final String COMMAND = "mvn -Pquick -pl common,jobs test -Dtest=ContractFilesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dcontract.write=true";

    private static final boolean WRITE = Boolean.getBoolean("contract.write");

    private static final Path NOTEBOOKS = Path.of("../notebooks");
    private static final Path PAGE = NOTEBOOKS.resolve("TABLES.md");
    private static final Path VIEWS = NOTEBOOKS.resolve("sql/views.sql");
    private static final Path GOLDEN = Path.of("src/test/resources/io/lucidgen/jobs/table/schemas.txt");

    private static final String BEGIN = "-- Written from the code, like TABLES.md: begin.\n";
    private static final String END = "-- Written from the code, like TABLES.md: end.\n";

    @Test
    void everyTableIsTold() {
        List<String> inCode = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.lucidgen.jobs.table")
                        .stream()
                        .filter(type -> type.tryGetField("TABLE").isPresent())
                        .map(JavaClass::getSimpleName)
                        .sorted()
                        .toList();
        assertThat(inCode).hasSameSizeAs(TableContract.TABLES);
    }

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        requireSame(PAGE, TableContract.page());
    }

    @Test
    void theViewsHaveTheColumnsOfTheCode() throws IOException {
        String views = Files.readString(VIEWS);
        String before = views.substring(0, views.indexOf(BEGIN) + BEGIN.length());
        requireSame(VIEWS, before + TableContract.duckdbColumns() + views.substring(views.indexOf(END)));
    }

    @Test
    void columnsAreOnlyAddedAtTheEndAndNullable() throws IOException {
        List<String> now = TableContract.lines(TableContract.TABLES);
        if (WRITE && !Files.exists(GOLDEN)) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, now);
        }
        assertThat(TableContract.faults(Files.readAllLines(GOLDEN), now))
                .as("columns are never removed, renamed, moved or changed, and new ones are nullable")
                .isEmpty();
        requireSame(GOLDEN, String.join("\n", now) + "\n");
    }

    @Test
    void aChangeThatBreaksQueriesIsFound() {
        List<String> earlier = TableContract.lines(TableContract.TABLES);
        assertThat(TableContract.faults(earlier, earlier)).isEmpty();

        List<String> removed = new ArrayList<>(earlier);
        removed.remove(earlier.size() - 1);
        assertThat(TableContract.faults(earlier, removed)).hasSize(1);

        List<String> moved = new ArrayList<>(earlier);
        Collections.swap(moved, 0, 1);
        assertThat(TableContract.faults(earlier, moved)).hasSize(2);

        List<String> retyped = new ArrayList<>(earlier);
        retyped.replaceAll(line -> line.replace("samples.seed bigint", "samples.seed int"));
        assertThat(TableContract.faults(earlier, retyped))
                .singleElement()
                .asString()
                .contains("samples.seed bigint");

        List<String> withoutTable =
                earlier.stream().filter(line -> !line.startsWith("samples.")).toList();
        assertThat(TableContract.faults(earlier, withoutTable))
                .hasSize(SamplesTable.TABLE.columns().size());
    }

    @Test
    void anAddedColumnHasToBeNullable() {
        Table before = Table.named("t", "One row.")
                .column("a", DataTypes.LongType, Column.NO_UNIT, Column.SCALAR, "first")
                .sortedBy("a");
        Table nullable = Table.named("t", "One row.")
                .column("a", DataTypes.LongType, Column.NO_UNIT, Column.SCALAR, "first")
                .nullable("b", DataTypes.LongType, Column.NO_UNIT, Column.SCALAR, "second", "unknown")
                .sortedBy("a");
        Table required = Table.named("t", "One row.")
                .column("a", DataTypes.LongType, Column.NO_UNIT, Column.SCALAR, "first")
                .column("b", DataTypes.LongType, Column.NO_UNIT, Column.SCALAR, "second")
                .sortedBy("a");
        List<String> earlier = TableContract.lines(List.of(before));
        assertThat(TableContract.faults(earlier, TableContract.lines(List.of(nullable))))
                .isEmpty();
        assertThat(TableContract.faults(earlier, TableContract.lines(List.of(required))))
                .containsExactly("added t.b bigint not null, which has to be nullable");
    }

    private static void requireSame(Path file, String expected) throws IOException {
        if (WRITE) {
            Files.writeString(file, expected);
        }
        assertThat(file).as("write it again with: " + COMMAND).hasContent(expected);
    }
}
