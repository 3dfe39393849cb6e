package io.lucidgen.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.SharedSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {
    private static final Table TABLE = TrainingHistoryTable.TABLE;
    private static final LocalDate DATE = LocalDate.of(2026, 3, 1);
    private static final TablePartition RUN = new TablePartition(DATE, "gan", "v1", "train-gan-1");
    private static final TablePartition EARLIER = new TablePartition(DATE, "gan", "v0", "train-gan-0");

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private java.nio.file.Path folder;

    private final KnownRuns runs = new KnownRuns();

    @Test
    void publishesRowsSortedWithoutATraceOfStaging() throws IOException {
        PublishedTable published = writer("file").publish(TABLE, rows(3, 1, 2), RUN);
        assertThat(published.rows()).isEqualTo(3);
        assertThat(published.bytes()).isPositive();
        assertThat(rounds(RUN)).containsExactly(1L, 2L, 3L);
        assertThat(files())
                .singleElement()
                .asString()
                .matches("tables/training_history/run_date=2026-03-01/model=gan/version=v1/run_id=train-gan-1/"
                        + "part-.*[.]zstd[.]parquet");
        assertThat(folder.resolve("_staging")).isEmptyDirectory();
    }

    @Test
    void theRowsOfARunThatWasKilledAreReplacedWhole() throws IOException {
        writer("file").publish(TABLE, rows(1, 2, 3), RUN);
        writer("file").publish(TABLE, rows(7), RUN);
        assertThat(rounds(RUN)).containsExactly(7L);
        assertThat(files()).hasSize(1);
    }

    @Test
    void aCompleteRunIsNeverTouched() throws IOException {
        writer("file").publish(TABLE, rows(1), RUN);
        runs.complete.add(RUN.runId());
        assertRefused(() -> writer("file").publish(TABLE, rows(2), RUN), "never changes");
        assertThat(rounds(RUN)).containsExactly(1L);
        assertThat(files()).hasSize(1);
    }

    @Test
    void aRunThatBecomesCompleteMeanwhileIsNotTouched() throws IOException {
        writer("file").publish(TABLE, rows(1), RUN);
        runs.questionsUntilComplete = 1;
        assertRefused(() -> writer("file").publish(TABLE, rows(2), RUN), "never changes");
        assertThat(rounds(RUN)).containsExactly(1L);
        assertThat(files()).hasSize(1);
    }

    @Test
    void noRowsAreNoTable() throws IOException {
        assertRefused(() -> writer("file").publish(TABLE, rows(), RUN), "there are no rows");
        assertThat(folder.resolve("tables")).doesNotExist();
        assertThat(files()).isEmpty();
    }

    @Test
    void columnsThatAreNotTheTablesAreRefused() throws IOException {
        Dataset<Row> right = rows(1);
        assertRefused(() -> writer("file").publish(TABLE, right.drop("value"), RUN), "the columns are");
        assertRefused(
                () -> writer("file").publish(TABLE, right.withColumn("more", functions.lit(1)), RUN),
                "the columns are");
        assertRefused(
                () -> writer("file")
                        .publish(
                                TABLE,
                                right.withColumn("round", functions.col("round").cast("string")),
                                RUN),
                "column round is StringType");
        assertRefused(
                () -> writer("file")
                        .publish(
                                TABLE,
                                right.withColumn("value", functions.lit(null).cast(DataTypes.DoubleType)),
                                RUN),
                "column value may be null");
        assertThat(folder.resolve("tables")).doesNotExist();
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTaskThatFailsLeavesTheTableAsItWas(boolean sameRun) throws IOException {
        assertFailureLeavesTheTable("file", sameRun);
    }

    @Test
    void aTaskThatOutlivesTheFailureOfItsJobLeavesNothing() throws Exception {
        assertFailureLeavesTheTable("slow", false);
        // A task that nobody waited for would have made its file by then.
        Thread.sleep(TroubledFileSystem.Slow.MILLIS);
        assertAsBefore(EARLIER);
    }

    private void assertFailureLeavesTheTable(String scheme, boolean sameRun) throws IOException {
        TablePartition before = sameRun ? RUN : EARLIER;
        writer("file").publish(TABLE, rows(1), before);
        Dataset<Row> failing = TABLE.rows(
                SPARK.session(),
                SPARK.context().parallelize(List.of(1, 2, 3, 4), 2).map(new FailsAtThree()));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> writer(scheme).publish(TABLE, failing, RUN))
                .withMessageStartingWith("Cannot publish table training_history for run=train-gan-1: ")
                .withMessageContaining("the third sample cannot be explained")
                .withMessageNotContaining("\n");
        assertAsBefore(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFullDiskLeavesTheTableAsItWas(boolean sameRun) throws IOException {
        TablePartition before = sameRun ? RUN : EARLIER;
        writer("file").publish(TABLE, rows(1), before);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> writer("full").publish(TABLE, rows(2), RUN))
                .withMessage("Cannot publish table training_history for run=train-gan-1: No space left on device."
                        + " The table is as it was; run the same command again when the cause is gone.");
        assertAsBefore(before);
    }

    @Test
    void aFolderThatMayNotBeWrittenIsTheUsersToMend() throws IOException {
        writer("file").publish(TABLE, rows(1), EARLIER);
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> writer("forbidden").publish(TABLE, rows(2), RUN))
                .withMessageContaining("root=forbidden:")
                .withMessageContaining("Permission denied")
                .withMessageContaining("Allow writing there or set lucidgen.root")
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE));
        assertAsBefore(EARLIER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMoveThatFailsLeavesTheTableAsItWas(boolean sameRun) throws IOException {
        TablePartition before = sameRun ? RUN : EARLIER;
        writer("file").publish(TABLE, rows(1), before);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> writer("stuck").publish(TABLE, rows(2), RUN))
                .withMessageContaining("refused to rename");
        assertAsBefore(before);
    }

    @Test
    void rowsOfAnIncompleteRunAreNotRead() {
        writer("file").publish(TABLE, rows(1), RUN);
        assertRefused(
                () -> new TableReader(SPARK.session(), root("file"), runs).read(TABLE, RUN), "the run is not complete");
    }

    @Test
    void columnsThatAreYoungerThanTheRowsAreNull() throws IOException {
        writer("file").publish(TABLE, rows(1), RUN);
        List<Column> more = new ArrayList<>(TABLE.columns());
        more.add(new Column("added", DataTypes.LongType, Column.NO_UNIT, Column.SCALAR, "later", "it was not known"));
        Table grown = new Table(TABLE.name(), TABLE.meaning(), more, TABLE.sortedBy());
        runs.complete.add(RUN.runId());
        Row row = new TableReader(SPARK.session(), root("file"), runs)
                .read(grown, RUN)
                .first();
        assertThat(row.<Object>getAs("added")).isNull();
        assertThat(row.<Long>getAs("round")).isEqualTo(1);
        assertThat(row.<String>getAs("version")).isEqualTo("v1");
    }

    private void assertAsBefore(TablePartition before) throws IOException {
        assertThat(rounds(before)).containsExactly(1L);
        assertThat(files()).hasSize(1);
        assertThat(folder.resolve("_staging")).isEmptyDirectory();
        try (Stream<java.nio.file.Path> versions =
                Files.list(folder.resolve("tables/training_history/run_date=2026-03-01/model=gan"))) {
            assertThat(versions.map(java.nio.file.Path::getFileName).map(java.nio.file.Path::toString))
                    .containsExactly("version=" + before.version());
        }
    }

    private static void assertRefused(Attempt attempt, String reason) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(attempt::run)
                .withMessageContaining(reason)
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA));
    }

    private TableWriter writer(String scheme) {
        TroubledFileSystem.register(SPARK.session().sparkContext().hadoopConfiguration());
        Path root = root(scheme);
        try {
            FileSystem files = root.getFileSystem(SPARK.session().sparkContext().hadoopConfiguration());
            return new TableWriter(files, root, runs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path root(String scheme) {
        return new Path(scheme + "://" + folder);
    }

    private List<Long> rounds(TablePartition run) {
        return SPARK.session().read().parquet(run.in(root("file"), TABLE).toString()).collectAsList().stream()
                .map(row -> row.<Long>getAs("round"))
                .toList();
    }

    private List<String> files() throws IOException {
        try (Stream<java.nio.file.Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static Dataset<Row> rows(int... rounds) {
        return TABLE.rows(
                SPARK.session(),
                IntStream.of(rounds).mapToObj(TableWriterTest::row).toList());
    }

    private static Row row(int round) {
        return TrainingHistoryTable.row(new HistoryRow(round, 5L * round, 100L * round, 1, "d loss", 0.5));
    }

    /** Makes the rows of a run and fails at one. */
    private static final class FailsAtThree implements Function<Integer, Row> {
        private static final long serialVersionUID = 1;

        @Override
        public Row call(Integer round) throws InterruptedException {
            if (round == 3) {
                // Time for the other task to get to its file.
                Thread.sleep(300);
                throw new IllegalStateException("the third sample cannot be explained");
            }
            return row(round);
        }
    }

    /** Which runs are complete, and whether one becomes so while it is asked. */
    private static final class KnownRuns implements CompleteRuns {
        private final Set<String> complete = new HashSet<>();
        private int questionsUntilComplete = -1;

        @Override
        public boolean isComplete(LocalDate runDate, String runId) {
            return complete.contains(runId) || (questionsUntilComplete >= 0 && questionsUntilComplete-- == 0);
        }

        @Override
        public List<TablePartition> publishersOf(String table, LocalDate runDate) {
            return List.of();
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }
}
