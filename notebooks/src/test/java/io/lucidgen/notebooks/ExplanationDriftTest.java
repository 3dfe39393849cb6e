package io.lucidgen.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.attribution.SampleExplanation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps of several versions of a model whose cosines are known. */
class ExplanationDriftTest {

    private static final String FILE = "explanation-drift.sql";
    private static final String METHOD = "deep-lift";
    private static final int SAMPLES = 8;

    @TempDir
    private static Path root;

    private Analyst analyst;

    @BeforeAll
    static void publish() throws IOException {
        try (SparkSession spark = Sessions.local()) {
            KnownRows rows = new KnownRows(spark, root);
            publish(rows, "v1", 0, 1);
            publish(rows, "alike", 20, 1);
            publish(rows, "other", 90, 2);
            publish(rows, "seed-2", 40, 1);
            publish(rows, "seed-3", 50, 1);
        }
    }

    /** Maps that lie an angle from those of the first version, and a little more for each sample. */
    private static void publish(KnownRows rows, String version, double degrees, double strength) throws IOException {
        LocalDate date = LocalDate.of(2026, 3, 1);
        String samples = rows.generate(date, version, 1, SAMPLES);
        // Each version lacks the map of one sample.
        int lacking = Math.floorMod(version.hashCode(), 2);
        List<SampleExplanation> maps = IntStream.range(0, SAMPLES)
                .filter(sample -> sample != lacking)
                .mapToObj(sample ->
                        KnownRows.map(sample, METHOD, null, 0.5, at(degrees == 0 ? 0 : degrees + sample, strength)))
                .toList();
        rows.explain(date, version, samples, maps);
    }

    private static float[] at(double degrees, double strength) {
        float[] map = new float[Arrays.stream(KnownRows.SHAPE).reduce(1, (a, b) -> a * b)];
        map[0] = (float) (strength * Math.cos(Math.toRadians(degrees)));
        map[1] = (float) (strength * Math.sin(Math.toRadians(degrees)));
        return map;
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
    void mapsThatShareNothingHaveDrifted() throws SQLException, IOException {
        Map<String, Object> row = drift("v1", "other", "[seed-2, seed-3]");

        assertThat((double) row.get("median_cosine")).isEqualTo(Math.cos(Math.toRadians(94)), within(0.03));
        assertThat((double) row.get("strength_ratio")).isBetween(1.9, 2.3);
        assertThat(row)
                .containsEntry("less_alike", 1.0)
                .containsEntry("drifted", true)
                .containsEntry("null_trainings", 2L);
        assertThat((double) row.get("drifted_by_chance")).isEqualTo(1 / 3.0, within(1e-9));
        assertThat((double) row.get("null_lowest")).isEqualTo(Math.cos(Math.toRadians(54)), within(0.03));
        assertThat((double) row.get("null_highest")).isEqualTo(Math.cos(Math.toRadians(44)), within(0.03));
    }

    @Test
    void mapsThatAreMoreAlikeThanThoseOfOtherSeedsHaveNot() throws SQLException, IOException {
        assertThat(drift("v1", "alike", "[seed-2, seed-3]"))
                .containsEntry("less_alike", 0.0)
                .containsEntry("drifted", false);
    }

    @Test
    void anotherSeedIsAsLikelyLessAlikeAsNot() throws SQLException, IOException {
        Map<String, Object> row = drift("v1", "seed-2", "[seed-2]");

        assertThat(row).containsEntry("less_alike", 0.5).containsEntry("drifted", false);
        assertThat((double) row.get("less_alike_low")).isLessThan(0.5);
        assertThat((double) row.get("less_alike_high")).isGreaterThan(0.5);
    }

    @Test
    void onlyMapsThatBothHaveAreCompared() throws SQLException, IOException {
        assertThat((long) drift("v1", "v1", null).get("pairs")).isEqualTo(SAMPLES - 1);
        assertThat((long) drift("v1", "other", null).get("pairs")).isBetween(SAMPLES - 2L, SAMPLES - 1L);
    }

    @Test
    void withoutOtherSeedsNothingIsSaidOfDrift() throws SQLException, IOException {
        assertThat(drift("v1", "other", null)).containsEntry("drifted", null).containsEntry("null_trainings", null);
    }

    @Test
    void whatIsNotThereIsNamed() throws SQLException {
        assertThatThrownBy(() -> analyst.run(FILE)).hasMessageContaining("set both first and second");
        analyst.set("first", "v1").set("second", "v9");
        assertThatThrownBy(() -> analyst.run(FILE)).hasMessageContaining("fits v9");
        analyst.set("second", "other").set("other_seeds", "[seed-7]");
        assertThatThrownBy(() -> analyst.run(FILE)).hasMessageContaining("fits seed-7");
    }

    private Map<String, Object> drift(String first, String second, String otherSeeds) throws SQLException, IOException {
        analyst.set("first", first).set("second", second);
        if (otherSeeds != null) {
            analyst.set("other_seeds", otherSeeds);
        }
        List<Map<String, Object>> rows = analyst.run(FILE);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).containsEntry("method", METHOD).containsEntry("source", "generated");
        return rows.get(0);
    }
}
