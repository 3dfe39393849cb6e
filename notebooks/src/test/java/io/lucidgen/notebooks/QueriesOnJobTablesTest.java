package io.lucidgen.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped SQL on tables that the commands wrote, held against the same tables read without the views. */
class QueriesOnJobTablesTest {
    private static final String FIRST = "2026-03-01";
    private static final String SECOND = "2026-03-02";
    private static final int CELLS = JobTables.SIDE * JobTables.SIDE;

    @TempDir
    static Path folder;

    private static Path root;
    private static String scoredSamples;

    private Analyst analyst;

    @BeforeAll
    static void runTheCommands() throws Exception {
        JobTables tables = new JobTables(folder);
        root = tables.root();
        tables.run("ingest", FIRST);
        for (String command : List.of("train", "generate", "explain", "evaluate")) {
            tables.run(command, FIRST, "seed=1");
        }
        for (String command : List.of("train", "generate", "explain", "evaluate")) {
            tables.run(command, SECOND, "seed=2");
        }
        scoredSamples = onlyRun("samples", SECOND);
        tables.run("generate", SECOND, "seed=2", "generation.samples=24");
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
    void everyQueryAnswers() throws SQLException, IOException {
        analyst.set("first", FIRST).set("second", SECOND);
        try (Stream<Path> files = Files.list(Analyst.SQL)) {
            for (Path file : files.filter(name -> !name.endsWith("views.sql")).toList()) {
                // Samples of another seed are of other latents, and maps of the same samples alone are compared.
                analyst.set("second", file.endsWith("explanation-drift.sql") ? FIRST : SECOND);
                assertThat(analyst.run(file.getFileName().toString()))
                        .as(file.toString())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void theLatestOfTwoRunsOfADateIsShown() throws SQLException {
        assertThat(analyst.column("SELECT count(*) FROM samples WHERE run_date = '" + SECOND + "'"))
                .containsExactly(24L);
        assertThat(analyst.column("SELECT count(*) FROM complete.samples WHERE run_date = '" + SECOND + "'"))
                .containsExactly(64L);
        assertThat(analyst.column(
                        "SELECT DISTINCT samples_run_id FROM sample_scores WHERE run_date = '" + SECOND + "'"))
                .containsExactly(scoredSamples);
    }

    @Test
    void aRunThatLosesItsManifestIsHidden() throws SQLException, IOException {
        String run = onlyRun("sample_scores", FIRST);
        Path manifest = root.resolve("runs/run_date=" + FIRST + "/" + run + "/manifest.json");
        Path aside = Files.move(manifest, folder.resolve("manifest-aside"));
        try {
            assertThat(analyst.column("SELECT DISTINCT run_date::VARCHAR FROM complete.sample_scores"))
                    .containsExactly(SECOND);
            assertThat(analyst.column("SELECT run_id FROM runs")).doesNotContain(run);
        } finally {
            Files.move(aside, manifest);
        }
        assertThat(analyst.column("SELECT DISTINCT run_date::VARCHAR FROM sample_scores ORDER BY ALL"))
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void mapCellsAreTheStoredArrays() throws SQLException, IOException {
        List<Map<String, Object>> cells = analyst.set("run_date", FIRST).run("map-cells.sql");
        List<Map<String, Object>> stored =
                stored("explanations", FIRST, "* EXCLUDE (attribution), attribution::VARCHAR AS map");
        // Six samples, one target, four methods.
        assertThat(stored).hasSize(6 * 4);
        assertThat(cells).hasSize(stored.size() * CELLS);
        Map<List<Object>, List<Map<String, Object>>> byMap = cells.stream()
                .collect(Collectors.groupingBy(
                        row -> List.of(row.get("sample_id"), row.get("target_kind"), row.get("method"))));
        for (Map<String, Object> map : stored) {
            List<Map<String, Object>> mine =
                    byMap.get(List.of(map.get("sample_id"), map.get("target_kind"), map.get("method")));
            float[] rebuilt = new float[CELLS];
            for (Map<String, Object> cell : mine) {
                int row = ((Number) cell.get("row_index")).intValue();
                int column = ((Number) cell.get("column_index")).intValue();
                assertThat(((Number) cell.get("channel_index")).intValue()).isZero();
                rebuilt[row * JobTables.SIDE + column] = (float) cell.get("value");
            }
            assertThat(rebuilt).containsExactly(floats((String) map.get("map")));
            assertThat(sum(mine, row -> (double) row.get("share"))).isEqualTo(1, within(1e-6));
        }
    }

    @Test
    void theMostRealisticAreAtLeastAsRealisticAsTheLeast() throws SQLException, IOException {
        List<Map<String, Object>> rows =
                analyst.set("run_date", FIRST).set("samples_each", 5).run("most-and-least-realistic.sql");
        Set<Object> most = new LinkedHashSet<>();
        Set<Object> least = new LinkedHashSet<>();
        double before = Double.POSITIVE_INFINITY;
        for (Map<String, Object> row : rows) {
            assertThat((double) row.get("realism")).isLessThanOrEqualTo(before);
            before = (double) row.get("realism");
            (row.get("rank_from").equals("most") ? most : least).add(row.get("sample_id"));
        }
        assertThat(most).hasSize(5).doesNotContainAnyElementsOf(least);
        assertThat(least).hasSize(5);

        List<Double> realism = stored("sample_scores", FIRST, "realism").stream()
                .map(row -> (Double) row.get("realism"))
                .sorted()
                .toList();
        assertThat(realism).hasSize(40);
        assertThat(rows.get(0)).containsEntry("realism", realism.get(39));
        assertThat(rows.get(rows.size() - 1)).containsEntry("realism", realism.get(0));
    }

    @Test
    void explainedSamplesComeWithTheMapsOfTheirOwnRun() throws SQLException, IOException {
        List<Map<String, Object>> rows =
                analyst.set("run_date", SECOND).set("only_explained", true).run("most-and-least-realistic.sql");
        assertThat(rows)
                .hasSize(6 * 4)
                .allSatisfy(row -> assertThat(row.get("trusted")).isNotNull());
        Map<Object, Object> logits = stored("samples", SECOND, "id, critic_logit", scoredSamples).stream()
                .collect(Collectors.toMap(row -> row.get("id"), row -> row.get("critic_logit")));
        for (Map<String, Object> row : rows) {
            assertThat(row).containsEntry("critic_logit", logits.get(row.get("sample_id")));
            // What is explained is the logit itself, of the picture as it was stored in 8 bits.
            assertThat((double) row.get("target_value")).isEqualTo((double) row.get("critic_logit"), within(0.1));
        }
    }

    @Test
    void differencesOfTheModelsFiguresAreRight() throws SQLException, IOException {
        List<Map<String, Object>> rows = compared().stream()
                .filter(row -> row.get("about").equals("model"))
                .toList();
        List<Map<String, Object>> first = stored("model_scores", FIRST, "*");
        List<Map<String, Object>> second = stored("model_scores", SECOND, "*");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(first.size());
        for (Map<String, Object> before : first) {
            Map<String, Object> row = rows.stream()
                    .filter(other -> other.get("measure").equals(before.get("metric")))
                    .filter(other -> Objects.equals(other.get("class_name"), before.get("class_name")))
                    .filter(other -> Objects.equals(other.get("feature_space"), before.get("feature_space")))
                    .findFirst()
                    .orElseThrow();
            Map<String, Object> after = second.stream()
                    .filter(other -> other.get("metric").equals(before.get("metric")))
                    .filter(other -> Objects.equals(other.get("class_name"), before.get("class_name")))
                    .filter(other -> Objects.equals(other.get("feature_space"), before.get("feature_space")))
                    .findFirst()
                    .orElseThrow();
            assertThat(row)
                    .containsEntry("first_value", before.get("value"))
                    .containsEntry("first_low", before.get("low"))
                    .containsEntry("first_high", before.get("high"))
                    .containsEntry("second_value", after.get("value"))
                    .containsEntry("second_n", after.get("n"))
                    .containsEntry("difference", (double) after.get("value") - (double) before.get("value"));
        }
    }

    @Test
    void summariesOfTheMapsAreRight() throws SQLException, IOException {
        List<Map<String, Object>> rows = compared();
        for (String method : List.of("saliency", "input-x-gradient", "integrated-gradients", "occlusion")) {
            double firstGini = mean(stored("explanations", FIRST, "*"), method, row -> (double) row.get("gini"));
            double secondGini = mean(stored("explanations", SECOND, "*"), method, row -> (double) row.get("gini"));
            Map<String, Object> gini = figure(rows, "mean_gini", method);
            assertThat((double) gini.get("first_value")).isEqualTo(firstGini, within(1e-12));
            assertThat((double) gini.get("difference")).isEqualTo(secondGini - firstGini, within(1e-12));
            double trusted = mean(
                    stored("explanation_scores", SECOND, "*"), method, row -> (boolean) row.get("trusted") ? 1 : 0);
            assertThat((double) figure(rows, "trusted_share", method).get("second_value"))
                    .isEqualTo(trusted, within(1e-12));
            assertThat(figure(rows, "maps", method)).containsEntry("first_value", 6.0);
        }
    }

    @Test
    void theLayersOfTheGeneratorAreSummedUp() throws SQLException, IOException {
        List<Map<String, Object>> rows = analyst.set("run_date", FIRST).run("generator-layers.sql");

        assertThat(rows).extracting(row -> row.get("layer")).containsExactly("latent", "hidden1-relu");
        assertThat(rows).extracting(row -> row.get("parts")).containsExactly(4L, 16L);
        Map<String, Object> latent = rows.get(0);
        assertThat(latent.get("mean_active_share")).isNull();
        assertThat(analyst.column("SELECT part_index FROM part_effects WHERE run_date = '" + FIRST
                        + "' AND kind = 'latent' ORDER BY logit_effect DESC LIMIT 1"))
                .containsExactly(latent.get("rewarded"));
        assertThat((double) latent.get("share_of_strongest_tenth")).isBetween(0.25, 1.0);
        String columns = Files.readString(Analyst.SQL.resolve("generator-layers.sql"))
                .split("-- Columns")[1]
                .split("\n\n")[0];
        assertThat(latent.keySet()).allSatisfy(column -> assertThat(columns).containsPattern("\\b" + column + "\\b"));
    }

    @Test
    void trustAddsUp() throws SQLException, IOException {
        List<Map<String, Object>> rows = analyst.set("run_date", FIRST).run("trust-by-method.sql");
        assertThat(rows)
                .hasSize(4)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("maps", 6L)
                        .containsEntry("target_kind", "critic-logit")
                        .containsEntry("self_check_failed", 0L));
        long trusted = rows.stream().mapToLong(row -> (long) row.get("trusted")).sum();
        assertThat(trusted)
                .isEqualTo(stored("explanation_scores", FIRST, "trusted").stream()
                        .filter(row -> (boolean) row.get("trusted"))
                        .count());
    }

    @Test
    void theCurveHasEveryRound() throws SQLException, IOException {
        List<Map<String, Object>> all = analyst.set("run_date", FIRST).run("training-curve.sql");
        Map<Object, List<Map<String, Object>>> byMetric =
                all.stream().collect(Collectors.groupingBy(row -> row.get("metric")));
        assertThat(byMetric.values())
                .anySatisfy(curve -> {
                    assertThat(curve).extracting(row -> row.get("round")).containsExactly(1L, 2L, 3L, 4L);
                    // Two workers, three steps, twenty examples.
                    assertThat(curve).extracting(row -> row.get("examples")).containsExactly(120L, 240L, 360L, 480L);
                })
                .anySatisfy(curve ->
                        assertThat(curve).extracting(row -> row.get("round")).containsExactly(2L, 4L));
        List<Double> elapsed = new ArrayList<>();
        for (Map<String, Object> row : stored("training_history", FIRST, "DISTINCT round, seconds ORDER BY round")) {
            elapsed.add((double) row.get("seconds") + (elapsed.isEmpty() ? 0 : elapsed.get(elapsed.size() - 1)));
        }
        assertThat(elapsed).hasSize(4);
        for (Map<String, Object> row : all) {
            int round = ((Number) row.get("round")).intValue();
            assertThat((double) row.get("elapsed_seconds")).isEqualTo(elapsed.get(round - 1), within(1e-9));
        }
    }

    @Test
    void runsTellWhatEachCommandDid() throws SQLException {
        assertThat(analyst.column("SELECT command FROM runs WHERE run_date = '" + FIRST + "' ORDER BY finished"))
                .containsExactly("ingest", "train", "generate", "explain", "evaluate");
    }

    private List<Map<String, Object>> compared() throws SQLException, IOException {
        return analyst.set("first", FIRST).set("second", SECOND).run("compare-two-runs.sql");
    }

    private static Map<String, Object> figure(List<Map<String, Object>> rows, String measure, String method) {
        return rows.stream()
                .filter(row -> row.get("measure").equals(measure) && method.equals(row.get("method")))
                .findFirst()
                .orElseThrow();
    }

    /** The rows of a date, read from the folder of its only run. */
    private List<Map<String, Object>> stored(String table, String date, String columns)
            throws SQLException, IOException {
        return stored(table, date, columns, onlyRun(table, date));
    }

    private List<Map<String, Object>> stored(String table, String date, String columns, String run)
            throws SQLException, IOException {
        Path rows = dateFolder(table, date).resolve("run_id=" + run);
        String[] order = columns.split(" ORDER BY ");
        return analyst.query("SELECT " + order[0] + " FROM read_parquet('" + rows + "/*.parquet')"
                + (order.length > 1 ? " ORDER BY " + order[1] : ""));
    }

    private static String onlyRun(String table, String date) throws IOException {
        try (Stream<Path> runs = Files.list(dateFolder(table, date))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.get(0).getFileName().toString().replace("run_id=", "");
        }
    }

    private static Path dateFolder(String table, String date) throws IOException {
        try (Stream<Path> versions =
                Files.list(root.resolve("tables/" + table + "/run_date=" + date + "/model=small"))) {
            return versions.findFirst().orElseThrow();
        }
    }

    private static float[] floats(String list) {
        String[] texts = list.substring(1, list.length() - 1).split(", ");
        float[] values = new float[texts.length];
        for (int i = 0; i < texts.length; i++) {
            values[i] = Float.parseFloat(texts[i]);
        }
        return values;
    }

    private static double mean(
            List<Map<String, Object>> rows, String method, ToDoubleFunction<Map<String, Object>> of) {
        return rows.stream()
                .filter(row -> row.get("method").equals(method))
                .mapToDouble(of)
                .average()
                .orElseThrow();
    }

    private static double sum(List<Map<String, Object>> rows, ToDoubleFunction<Map<String, Object>> of) {
        return rows.stream().mapToDouble(of).sum();
    }
}
