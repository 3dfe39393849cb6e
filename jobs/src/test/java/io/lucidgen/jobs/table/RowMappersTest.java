package io.lucidgen.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.ExplanationKey;
import io.lucidgen.attribution.MapSummary;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.evaluation.Interval;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.evaluation.SampleScore;
import io.lucidgen.evaluation.explanation.ExplanationQuality;
import io.lucidgen.evaluation.explanation.ExplanationScore;
import io.lucidgen.evaluation.explanation.MethodCandidate;
import io.lucidgen.internals.EffectEdge;
import io.lucidgen.internals.Finding;
import io.lucidgen.internals.LatentDirection;
import io.lucidgen.internals.Part;
import io.lucidgen.internals.PartEffect;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.TargetKind;
import io.lucidgen.privacy.MembershipLeakage;
import io.lucidgen.privacy.PrivacyBudget;
import io.lucidgen.privacy.SharedMap;
import io.lucidgen.simplification.Fidelity;
import io.lucidgen.simplification.Predictors;
import io.lucidgen.simplification.Response;
import io.lucidgen.simplification.Surrogate;
import io.lucidgen.simplification.WeakSpot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a job puts into a table comes out of its Parquet as it was. */
class RowMappersTest {
    private static final TablePartition RUN = new TablePartition(LocalDate.of(2026, 3, 1), "gan", "v1", "run-1");

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path folder;

    @Test
    void samples() throws IOException {
        assertComesBack(
                SamplesTable.TABLE,
                SamplesTable::row,
                SamplesTable::sample,
                new SampleRow(
                        "g-00000000",
                        0,
                        Long.MIN_VALUE,
                        new float[] {-0f, Float.MIN_VALUE, 3.4e38f},
                        Modality.IMAGE,
                        new int[] {1, 28, 28},
                        "image/png",
                        new byte[] {-119, 0, 127},
                        null,
                        -1.25,
                        7,
                        3),
                new SampleRow(
                        "g-00000001",
                        1,
                        -1,
                        new float[0],
                        Modality.TEXT,
                        new int[] {12},
                        "text/plain",
                        null,
                        "naïve \u2603 text\nof two lines",
                        null,
                        null,
                        null));
    }

    @Test
    void explanations() throws IOException {
        assertComesBack(
                ExplanationsTable.TABLE,
                ExplanationsTable::row,
                ExplanationsTable::explanation,
                explanation("g-00000000", SampleSource.GENERATED, TargetKind.CRITIC_LOGIT, -1, 0.125),
                explanation("g-00000001", SampleSource.GENERATED, TargetKind.CRITIC_LOGIT, -1, Double.NaN),
                explanation("test-7", SampleSource.REAL, TargetKind.LATENT_MEAN, 3, null));
    }

    private static ExplanationRow explanation(
            String id, SampleSource source, TargetKind target, int index, Double gap) {
        return new ExplanationRow(
                new SampleExplanation(
                        id,
                        source,
                        target,
                        index,
                        "integrated-gradients",
                        new TreeMap<>(Map.of("steps", "50", "rule", "gauss-legendre")),
                        "gray",
                        SampleShape.image(1, 2, 2),
                        new AttributionMap(new float[] {1, -2, Float.NaN, 0}, 0.5, -0.5, gap, 50, 52, 50),
                        new MapSummary(
                                -1,
                                3,
                                2,
                                1.0 / 3,
                                0.4,
                                new int[] {1, 0},
                                new float[] {-2, 1},
                                new float[] {1, -2, 0, 0},
                                2,
                                2),
                        1.5,
                        true),
                Modality.IMAGE);
    }

    @Test
    void explanationScores() throws IOException {
        ExplanationKey unexamined = new ExplanationKey(
                "g-1", SampleSource.GENERATED, new ExplanationKey.Aspect(TargetKind.CRITIC_LOGIT, -1, "saliency"));
        ExplanationKey examined = new ExplanationKey(
                "g-2",
                SampleSource.REAL,
                new ExplanationKey.Aspect(TargetKind.RECONSTRUCTION_ERROR, -1, "integrated-gradients"));
        assertComesBack(
                ExplanationScoresTable.TABLE,
                ExplanationScoresTable::row,
                ExplanationScoresTable::score,
                new ExplanationScore(unexamined, null, true, true, 0.75, null, List.of(), null),
                new ExplanationScore(
                        examined,
                        Double.POSITIVE_INFINITY,
                        false,
                        false,
                        null,
                        new ExplanationQuality(
                                examined,
                                0.25,
                                0.75,
                                0.5,
                                new float[] {2, 1, 0},
                                new float[] {0, 1, 2},
                                0.125,
                                0.375,
                                0.03,
                                0.4,
                                -0.1,
                                null),
                        List.of(
                                ExplanationScore.SELF_CHECK_FAILED,
                                ExplanationScore.NOT_FINITE,
                                ExplanationScore.COMPLETENESS_GAP),
                        "A sentence."));
    }

    @Test
    void partEffects() throws IOException {
        assertComesBack(
                PartEffectsTable.TABLE,
                PartEffectsTable::row,
                PartEffectsTable::effect,
                new PartEffect(
                        new Part(Part.Kind.LATENT, "latent", 3), 64, null, 0.25, -0.5, 0.75, new float[] {1, -2}),
                new PartEffect(
                        new Part(Part.Kind.UNIT, "hidden1-relu", 7),
                        64,
                        new PartEffect.Activity(0.5, 1.5, 0.25, 6, -0.125),
                        0.25,
                        null,
                        null,
                        new float[] {0, 4}),
                new PartEffect(
                        new Part(Part.Kind.UNIT, "hidden1-relu", 8),
                        64,
                        new PartEffect.Activity(0, 0, 0, -1, Double.NaN),
                        0,
                        0.0,
                        0.0,
                        new float[] {0, 0}));
    }

    @Test
    void effectEdges() throws IOException {
        assertComesBack(
                EffectEdgesTable.TABLE,
                EffectEdgesTable::row,
                EffectEdgesTable::edge,
                new EffectEdge(
                        new Part(Part.Kind.REGION, "region", 15),
                        new Part(Part.Kind.CRITIC_LOGIT, "critic-logit", 0),
                        64,
                        0.25,
                        0.5,
                        0),
                new EffectEdge(
                        new Part(Part.Kind.UNIT, "hidden1-relu", 7),
                        new Part(Part.Kind.REGION, "region", 15),
                        64,
                        -0.25,
                        0.5,
                        1.5));
    }

    @Test
    void membershipLeakage() throws IOException {
        assertComesBack(
                MembershipLeakageTable.TABLE,
                MembershipLeakageTable::row,
                MembershipLeakageTable::leakage,
                new MembershipLeakage(
                        new ExplanationKey.Aspect(TargetKind.RECONSTRUCTION_ERROR, -1, "saliency"),
                        "target_value",
                        0.875,
                        true,
                        new Interval(0.75, 1),
                        250,
                        200));
    }

    @Test
    void sharedMaps() throws IOException {
        assertComesBack(
                SharedMapsTable.TABLE,
                SharedMapsTable::row,
                SharedMapsTable::map,
                new SharedMap(
                        new ExplanationKey.Aspect(TargetKind.LATENT_MEAN, 3, "occlusion"),
                        500,
                        1,
                        2,
                        new float[] {0.5f, -0.25f},
                        1.5,
                        0.006,
                        0.125,
                        12,
                        new PrivacyBudget(0.5, 1e-6)));
    }

    @Test
    void findings() throws IOException {
        assertComesBack(
                FindingsTable.TABLE,
                finding -> FindingsTable.row(3, finding),
                FindingsTable::finding,
                new FindingRow(Finding.Kind.DEAD_UNITS, "2 of 4 are dead.", "part_effects", "dead", 2, 0.5));
    }

    @Test
    void surrogates() throws IOException {
        Fidelity fidelity = new Fidelity(0.75, new Interval(0.5, 0.875), 0.9375);
        assertComesBack(
                SurrogatesTable.TABLE,
                SurrogatesTable::row,
                SurrogatesTable::surrogate,
                new Surrogate(
                        Response.of(Response.Kind.CRITIC_LOGIT),
                        Predictors.LATENT,
                        false,
                        Surrogate.Form.SPARSE_LINEAR,
                        1,
                        "0.5 + 0.25 x latent 3",
                        fidelity,
                        0.25,
                        0.5,
                        Optional.empty(),
                        2400,
                        600),
                new Surrogate(
                        Response.latent(3),
                        Predictors.SAMPLE,
                        true,
                        Surrogate.Form.SHALLOW_TREE,
                        4,
                        "0.5 where region 3 > 0.25; 1.00 where region 3 <= 0.25",
                        fidelity,
                        0.25,
                        0.5,
                        Optional.of(new WeakSpot("region 2 > 0.5", 0.125, 1.5)),
                        2400,
                        600));
    }

    @Test
    void latentDirections() throws IOException {
        LatentDirection direction =
                new LatentDirection(LatentDirection.Source.ACTIVATIONS, 2, 0.25, new float[] {0.6f, -0.8f}, 0.125);
        assertComesBack(
                LatentDirectionsTable.TABLE,
                LatentDirectionsTable::row,
                LatentDirectionsTable::direction,
                new DirectionRow(direction, new byte[] {1, 2, 3}),
                new DirectionRow(direction, null));
    }

    @Test
    void methodChoices() throws IOException {
        assertComesBack(
                MethodChoicesTable.TABLE,
                MethodChoicesTable::row,
                MethodChoicesTable::candidate,
                MethodCandidate.refused(
                        new ExplanationKey.Aspect(TargetKind.CRITIC_LOGIT, -1, "grad-cam"), "cannot explain it"),
                new MethodCandidate(
                        new ExplanationKey.Aspect(TargetKind.REGION_BY_LATENT, 3, "integrated-gradients"),
                        16,
                        102.0,
                        7.5,
                        1.5,
                        1.0,
                        -0.1,
                        0.95,
                        true,
                        "its order tells most"));
    }

    @Test
    void sampleScores() throws IOException {
        assertComesBack(
                SampleScoresTable.TABLE,
                SampleScoresTable::row,
                SampleScoresTable::score,
                new SampleScore("g-1", 3, "dress", 0.75, 1.5, 2.25, "ab12", 3, 0.5, 0.875),
                new SampleScore("g-2", 0, "t-shirt/top", 1, Double.POSITIVE_INFINITY, 0, "ab12"));
    }

    @Test
    void modelScores() throws IOException {
        assertComesBack(
                ModelScoresTable.TABLE,
                ModelScoresTable::row,
                ModelScoresTable::score,
                ModelScore.of(Metric.CLASS_SHARE, 0.1, 1000).ofClass("dress").seenBy("ab12"),
                ModelScore.of(Metric.CRITIC_ACCURACY, 0.5, 2000),
                ModelScore.of(Metric.FRECHET_DISTANCE, 40, 1000)
                        .within(new Interval(38, 42))
                        .besideReal(1.5)
                        .heldAgainst(50)
                        .seenBy("ab12"));
    }

    @Test
    void trainingHistory() throws IOException {
        assertComesBack(
                TrainingHistoryTable.TABLE,
                TrainingHistoryTable::row,
                TrainingHistoryTable::entry,
                new HistoryRow(1, 20, 5120, 0.5, "d-loss", 1.386),
                new HistoryRow(2, 40, 10_240, 0.25, "d-loss", Double.NaN));
    }

    /** Values have to be given in the order of the table. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> void assertComesBack(Table table, Function<T, Row> toRow, Function<Row, T> fromRow, T... values)
            throws IOException {
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(folder.toUri());
        FileSystem files = root.getFileSystem(SPARK.session().sparkContext().hadoopConfiguration());
        List<Row> rows = List.of(values).stream().map(toRow).toList();
        new TableWriter(files, root, new OneRun(false)).publish(table, table.rows(SPARK.session(), rows), RUN);
        List<Row> read = new TableReader(SPARK.session(), root, new OneRun(true))
                .read(table, RUN)
                .collectAsList();
        assertThat(read.stream().map(fromRow).toList())
                .usingRecursiveComparison()
                // Bit for bit, where the default takes near values for equal and NaN for different from itself.
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType(Float::equals, Float.class)
                .isEqualTo(List.of(values));
    }

    private record OneRun(boolean complete) implements CompleteRuns {
        @Override
        public boolean isComplete(LocalDate runDate, String runId) {
            return complete;
        }

        @Override
        public List<TablePartition> publishersOf(String table, LocalDate runDate) {
            return List.of(RUN);
        }
    }
}
