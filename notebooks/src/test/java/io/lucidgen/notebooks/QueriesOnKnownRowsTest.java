package io.lucidgen.notebooks;

import static io.lucidgen.notebooks.KnownRows.id;
import static io.lucidgen.notebooks.KnownRows.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.evaluation.Interval;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.jobs.table.HistoryRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped SQL on rows whose answers are known. */
class QueriesOnKnownRowsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate SECOND = LocalDate.of(2026, 3, 2);
    private static final float[] RISING = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final float[] FLAT = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1};

    @TempDir
    static Path folder;

    private static Path root;
    private static String firstSamples;
    private static String earlierSamples;
    private static String laterSamples;
    private static String halfSamples;
    private static String firstEvaluation;
    private static String secondEvaluation;

    private Analyst analyst;

    @BeforeAll
    static void publish() throws IOException {
        // A blank and a quote, which paths may have.
        root = folder.resolve("the analyst's root");
        try (SparkSession spark = Sessions.local()) {
            KnownRows rows = new KnownRows(spark, root);
            rows.train(
                    FIRST,
                    "v1",
                    List.of(
                            new HistoryRow(1, 5, 100, 2, "d loss", 4),
                            new HistoryRow(2, 10, 400, 3, "d loss", 2),
                            new HistoryRow(2, 10, 400, 3, "held-out d loss", 7),
                            new HistoryRow(3, 15, 500, 1, "d loss", 0)));
            firstSamples = rows.generate(FIRST, "v1", 1, 5);
            rows.explain(
                    FIRST,
                    "v1",
                    firstSamples,
                    List.of(
                            map(0, "integrated-gradients", 0.01, 0.2, RISING),
                            map(0, "saliency", null, 0.4, FLAT),
                            map(1, "integrated-gradients", 0.5, 0.4, RISING),
                            map(1, "saliency", null, 0.6, FLAT)));
            firstEvaluation = rows.evaluate(
                    FIRST,
                    "v1",
                    firstSamples,
                    new double[] {0.5, 1.5, 0.1, Double.NaN, 2.5},
                    List.of(
                            score(Metric.FRECHET_DISTANCE, 40, 38, 42),
                            score(Metric.COVERAGE, 0.5, 0.45, 0.55),
                            ModelScore.of(Metric.CLASS_SHARE, 0.25, 5).ofClass("coat"),
                            ModelScore.of(Metric.CLASSES_FOUND, 2, 5)));
            earlierSamples = rows.generate(SECOND, "v2", 1, 3);
            rows.explain(
                    SECOND,
                    "v2",
                    earlierSamples,
                    List.of(map(0, "integrated-gradients", 0.02, 0.5, RISING), map(0, "saliency", null, 0.9, FLAT)));
            secondEvaluation = rows.evaluate(
                    SECOND,
                    "v2",
                    earlierSamples,
                    new double[] {3, 2, 1},
                    List.of(
                            score(Metric.FRECHET_DISTANCE, 30, 28, 32),
                            score(Metric.COVERAGE, 0.52, 0.47, 0.57),
                            ModelScore.of(Metric.CLASS_SHARE, 0.75, 5).ofClass("coat")));
            laterSamples = rows.generate(SECOND, "v2", 2, 4);
            halfSamples = rows.generateHalf(SECOND, "v2", 3, 6);
        }
    }

    private static ModelScore score(Metric metric, double value, double low, double high) {
        return ModelScore.of(metric, value, 5).within(new Interval(low, high));
    }

    @BeforeEach
    void open() throws SQLException, IOException {
        analyst = Analyst.at(root);
    }

    @AfterEach
    void close() throws SQLException {
        analyst.close();
    }

    @Test
    void viewsHideARunWithoutAManifest() throws SQLException {
        assertThat(halfFiles()).isTrue();
        assertThat(analyst.column("SELECT DISTINCT run_id FROM complete.samples"))
                .containsExactlyInAnyOrder(firstSamples, earlierSamples, laterSamples);
        assertThat(analyst.column("SELECT run_id FROM runs")).hasSize(8).doesNotContain(halfSamples);
    }

    private static boolean halfFiles() {
        return Files.isDirectory(
                root.resolve("tables/samples/run_date=" + SECOND + "/model=gan/version=v2/run_id=" + halfSamples));
    }

    @Test
    void viewsShowTheLatestRunOfEachDate() throws SQLException {
        assertThat(analyst.query("SELECT run_date, run_id, count(*) AS n FROM samples GROUP BY ALL ORDER BY ALL"))
                .extracting(row -> row.get("run_id"), row -> row.get("n"))
                .containsExactly(tuple(firstSamples, 5L), tuple(laterSamples, 4L));
    }

    @Test
    void everyTableHasItsRowsAndTheSamplesThatTheyAreAbout() throws SQLException {
        for (String table : List.of("explanations", "explanation_scores", "sample_scores", "model_scores")) {
            assertThat(analyst.column("SELECT DISTINCT samples_run_id FROM " + table + " ORDER BY run_date"))
                    .as(table)
                    .containsExactly(firstSamples, earlierSamples);
        }
        assertThat(analyst.column("SELECT count(*) FROM training_history")).containsExactly(4L);
    }

    @Test
    void mostAndLeastRealisticSamplesWithTheirMaps() throws SQLException, IOException {
        List<Map<String, Object>> rows =
                analyst.set("run_date", FIRST).set("samples_each", 2).run("most-and-least-realistic.sql");
        assertThat(rows)
                .extracting(row -> List.of(row.get("rank_from"), row.get("realism_rank"), row.get("sample_id")))
                .containsExactly(
                        List.of("most", 1L, id(4)),
                        List.of("most", 2L, id(1)),
                        List.of("most", 2L, id(1)),
                        List.of("least", 4L, id(2)),
                        // What is no number is not realistic.
                        List.of("least", 5L, id(3)));
        assertThat(rows.get(0)).containsEntry("method", null).containsEntry("critic_logit", 2.0);
        assertThat(rows.get(1))
                .containsEntry("method", "integrated-gradients")
                .containsEntry("realism", 1.5)
                .containsEntry("attribution_sum", 66.0)
                .containsEntry("gini", 0.4)
                .containsEntry("top_index", 1)
                .containsEntry("top_value", 1f)
                .containsEntry("relative_gap", 0.5)
                .containsEntry("trusted", false)
                .containsEntry("samples_ranked", 5L);
        assertThat(rows.get(1).get("reasons")).asString().isEqualTo("[completeness gap]");
        assertThat(rows.get(2)).containsEntry("method", "saliency").containsEntry("trusted", true);
    }

    @Test
    void onlyExplainedSamplesAreRankedWhenAsked() throws SQLException, IOException {
        List<Map<String, Object>> rows =
                analyst.set("run_date", FIRST).set("only_explained", true).run("most-and-least-realistic.sql");
        assertThat(rows)
                .extracting(row -> List.of(row.get("rank_from"), row.get("sample_id"), row.get("samples_ranked")))
                .containsExactly(
                        List.of("most", id(1), 2L),
                        List.of("most", id(1), 2L),
                        List.of("least", id(0), 2L),
                        List.of("least", id(0), 2L));
    }

    @Test
    void theNewestDateIsTakenAndItsScoresStayWithTheSamplesThatWereScored() throws SQLException, IOException {
        assertThat(analyst.run("most-and-least-realistic.sql"))
                .extracting(row -> List.of(row.get("run_date"), row.get("sample_id"), row.get("seed")))
                // generate has run again since, with other seeds.
                .containsExactly(
                        List.of(SECOND, id(0), 1L),
                        List.of(SECOND, id(0), 1L),
                        List.of(SECOND, id(1), 2L),
                        List.of(SECOND, id(2), 3L));
    }

    @Test
    void mapCellsStandOnTheAxesOfTheirShape() throws SQLException, IOException {
        List<Map<String, Object>> cells = analyst.set("run_date", FIRST)
                .set("sample_id", id(1))
                .set("method", "integrated-gradients")
                .run("map-cells.sql");
        assertThat(cells).hasSize(12).allSatisfy(cell -> assertThat(cell).containsEntry("trusted", false));
        for (int cell = 0; cell < 12; cell++) {
            long row = ((Number) cells.get(cell).get("row_index")).longValue();
            long column = ((Number) cells.get(cell).get("column_index")).longValue();
            long channel = ((Number) cells.get(cell).get("channel_index")).longValue();
            assertThat((channel * 2 + row) * 3 + column).isEqualTo(cell);
            assertThat(row).isBetween(0L, 1L);
            assertThat(column).isBetween(0L, 2L);
            assertThat(cells.get(cell)).containsEntry("value", RISING[cell]);
            assertThat((double) cells.get(cell).get("share")).isEqualTo(RISING[cell] / 66.0, within(1e-12));
        }
    }

    @Test
    void twoDatesSideBySide() throws SQLException, IOException {
        assertFirstBesideSecond(
                analyst.set("first", FIRST).set("second", SECOND).run("compare-two-runs.sql"));
    }

    @Test
    void twoVersionsOrRunsSideBySideAreTheSame() throws SQLException, IOException {
        assertFirstBesideSecond(analyst.set("first", "v1").set("second", "v2").run("compare-two-runs.sql"));
        assertFirstBesideSecond(analyst.set("first", firstEvaluation)
                .set("second", earlierSamples)
                .run("compare-two-runs.sql"));
    }

    private static void assertFirstBesideSecond(List<Map<String, Object>> rows) {
        // Four figures of the model; seven of each method less the gap that saliency does not have.
        assertThat(rows).hasSize(4 + 7 + 6);
        assertThat(figure(rows, "frechet_distance", null))
                .containsEntry("first_value", 40.0)
                .containsEntry("first_low", 38.0)
                .containsEntry("second_high", 32.0)
                .containsEntry("difference", -10.0)
                .containsEntry("clear", true)
                .containsEntry("improved", true)
                .containsEntry("first_n", 5L)
                .containsEntry("first_run_id", firstEvaluation)
                .containsEntry("second_run_id", secondEvaluation);
        assertThat(figure(rows, "coverage", null))
                .containsEntry("clear", false)
                .containsEntry("improved", true)
                .containsEntry("better", "higher");
        assertThat(figure(rows, "class_share", null))
                .containsEntry("class_name", "coat")
                .containsEntry("difference", 0.5)
                .containsEntry("clear", null)
                .containsEntry("improved", null);
        assertThat(figure(rows, "classes_found", null))
                .containsEntry("second_value", null)
                .containsEntry("difference", null);
        assertThat(figure(rows, "maps", "saliency"))
                .containsEntry("about", "maps")
                .containsEntry("first_value", 2.0)
                .containsEntry("second_value", 1.0);
        assertThat(figure(rows, "trusted_share", "integrated-gradients"))
                .containsEntry("first_value", 0.5)
                .containsEntry("second_value", 1.0)
                .containsEntry("target_kind", "critic-logit");
        assertThat((double) figure(rows, "mean_gini", "integrated-gradients").get("difference"))
                .isEqualTo(0.5 - (0.2 + 0.4) / 2, within(1e-12));
        assertThat((double) figure(rows, "median_relative_gap", "integrated-gradients")
                        .get("first_value"))
                .isEqualTo((0.01 + 0.5) / 2, within(1e-12));
    }

    private static Map<String, Object> figure(List<Map<String, Object>> rows, String measure, String method) {
        List<Map<String, Object>> found = rows.stream()
                .filter(row -> measure.equals(row.get("measure")) && Objects.equals(method, row.get("method")))
                .toList();
        assertThat(found).as(measure + " " + method).hasSize(1);
        return found.get(0);
    }

    @Test
    void aComparisonWithNothingSaysSo() throws SQLException, IOException {
        assertThatThrownBy(() -> analyst.run("compare-two-runs.sql")).hasMessageContaining("set both first and second");
        analyst.set("first", FIRST).set("second", "v9");
        assertThatThrownBy(() -> analyst.run("compare-two-runs.sql")).hasMessageContaining("fits v9");
    }

    @Test
    void trustByMethod() throws SQLException, IOException {
        List<Map<String, Object>> rows = analyst.set("run_date", FIRST).run("trust-by-method.sql");
        assertThat(rows).extracting(row -> row.get("method")).containsExactly("saliency", "integrated-gradients");
        assertThat(rows.get(0)).containsEntry("trusted_share", 1.0).containsEntry("median_relative_gap", null);
        assertThat(rows.get(1))
                .containsEntry("maps", 2L)
                .containsEntry("trusted", 1L)
                .containsEntry("completeness", 1L)
                .containsEntry("not_finite", 0L)
                .containsEntry("self_check_failed", 0L)
                .containsEntry("no_better_than_chance", 0L)
                .containsEntry("regardless_of_parameters", 0L)
                .containsEntry("examined", 0L)
                .containsEntry("median_deletion", null)
                .containsEntry("worst_relative_gap", 0.5)
                .containsEntry("mean_milliseconds", 2.0);
    }

    @Test
    void trainingCurve() throws SQLException, IOException {
        List<Map<String, Object>> rows = analyst.set("smooth_over", 2).run("training-curve.sql");
        assertThat(rows).hasSize(4);
        assertThat(rows.subList(0, 3)).extracting(row -> row.get("smoothed")).containsExactly(4.0, 3.0, 1.0);
        assertThat(rows.subList(0, 3))
                .extracting(row -> row.get("elapsed_seconds"))
                .containsExactly(2.0, 5.0, 6.0);
        assertThat(rows.subList(0, 3))
                .extracting(row -> row.get("examples_per_second"))
                .containsExactly(50.0, 100.0, 100.0);
        assertThat(rows.get(3)).containsEntry("metric", "held-out d loss").containsEntry("smoothed", 7.0);
    }

    @Test
    void aPatternOfDatesNarrowsWhatIsOpened() throws SQLException, IOException {
        analyst.set("run_dates", "2026-03-01").openViews();
        assertThat(analyst.column("SELECT DISTINCT run_id FROM complete.samples"))
                .containsExactly(firstSamples);
        assertThat(analyst.column("SELECT count(*) FROM runs")).containsExactly(4L);
        assertThatThrownBy(() -> analyst.set("run_dates", "2031-*").openViews())
                .hasMessageContaining("no run of 2031-* lies below root=" + root);
    }

    @Test
    void aRootMayBeAUriOfTheLocalFileSystem() throws SQLException, IOException {
        try (Analyst other = Analyst.at(root)) {
            other.set("root", "file:" + root + "/").openViews();
            assertThat(other.column("SELECT count(*) FROM samples")).containsExactly(9L);
        }
    }

    @Test
    void aTableThatNothingWasPublishedInIsEmpty(@TempDir Path young) throws SQLException, IOException {
        Path trained = young.resolve("root");
        copy(root.resolve("tables/runs"), trained.resolve("tables/runs"));
        copy(root.resolve("tables/samples"), trained.resolve("tables/samples"));
        copy(root.resolve("runs"), trained.resolve("runs"));
        try (Analyst other = Analyst.at(trained)) {
            assertThat(other.column("SELECT count(*) FROM samples")).containsExactly(9L);
            assertThat(other.column("SELECT count(*) FROM sample_scores")).containsExactly(0L);
            assertThat(other.run("most-and-least-realistic.sql")).isEmpty();
            assertThat(other.run("map-cells.sql")).isEmpty();
        }
    }

    @Test
    void aRootThatIsMissingOrEmptyIsNamed(@TempDir Path empty) {
        assertThatThrownBy(() -> Analyst.at(empty)).hasMessageContaining("lies below root=" + empty);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path));
                Files.createDirectories(target.getParent());
                if (Files.isRegularFile(path)) {
                    Files.copy(path, target);
                }
            }
        }
    }

    @Test
    void everyFileSaysWhatItAnswersAndTakesAndGives() throws IOException {
        try (var files = Files.list(Analyst.SQL)) {
            List<Path> all = files.toList();
            assertThat(all).hasSizeGreaterThanOrEqualTo(6);
            for (Path file : all) {
                String header = String.join(
                        "\n",
                        Files.readAllLines(file).stream()
                                .takeWhile(line -> line.startsWith("--"))
                                .toList());
                assertThat(header).as(file.toString()).contains("Parameters", "set with SET VARIABLE");
                assertThat(header).as(file.toString()).containsAnyOf("-- Columns: one row for each", "-- Views");
            }
        }
    }

    @Test
    void headersNameEveryColumn() throws SQLException, IOException {
        analyst.set("first", FIRST).set("second", SECOND);
        for (String file : List.of(
                "most-and-least-realistic.sql",
                "map-cells.sql",
                "compare-two-runs.sql",
                "trust-by-method.sql",
                "explanation-drift.sql",
                "training-curve.sql")) {
            String columns = Files.readString(Analyst.SQL.resolve(file))
                    .split("-- Columns")[1]
                    .split("\n\n")[0];
            assertThat(analyst.run(file).get(0).keySet())
                    .as(file)
                    .allSatisfy(column -> assertThat(columns).containsPattern("\\b" + column + "\\b"));
        }
    }
}
