package io.lucidgen.notebooks;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.MapSummary;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.evaluation.SampleScore;
import io.lucidgen.evaluation.explanation.ExplanationScore;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.table.ExplanationRow;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.jobs.table.HistoryRow;
import io.lucidgen.jobs.table.ModelScoresTable;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SampleScoresTable;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.jobs.table.TrainingHistoryTable;
import io.lucidgen.model.TargetKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Publishes rows whose numbers a test knows, in the frame that every command runs in. */
final class KnownRows {
    static final String MODEL = "gan";

    /** Channels, rows and columns of every map. */
    static final int[] SHAPE = {2, 2, 3};

    private final SparkSession spark;
    private final org.apache.hadoop.fs.Path root;

    KnownRows(SparkSession spark, Path root) {
        this.spark = spark;
        this.root = new org.apache.hadoop.fs.Path(root.toUri());
    }

    /** A run of generate; gives its run id. */
    String generate(LocalDate date, String version, long seed, int count) throws IOException {
        try (Step step = begin(date, request("generate", version).reads("seed", seed))) {
            publishSamples(step, seed, count);
            return step.complete(Map.of()).runId();
        }
    }

    /** A run of generate that publishes its samples and dies before its manifest. */
    String generateHalf(LocalDate date, String version, long seed, int count) throws IOException {
        try (Step step = begin(date, request("generate", version).reads("seed", seed))) {
            publishSamples(step, seed, count);
            return step.runId();
        }
    }

    private void publishSamples(Step step, long seed, int count) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(SamplesTable.row(new SampleRow(
                    id(i),
                    i,
                    seed + i,
                    new float[] {i},
                    Modality.IMAGE,
                    SHAPE,
                    "image/png",
                    new byte[] {1},
                    null,
                    0.5 * i,
                    null,
                    null)));
        }
        step.publish(SamplesTable.TABLE, SamplesTable.TABLE.rows(spark, rows));
    }

    /** A run of explain on the first samples. */
    String explain(LocalDate date, String version, String samplesRun, List<SampleExplanation> maps) throws IOException {
        try (Step step = begin(date, request("explain", version).input("samples", samplesRun))) {
            step.publish(
                    ExplanationsTable.TABLE,
                    ExplanationsTable.TABLE.rows(
                            spark,
                            maps.stream()
                                    .map(map -> ExplanationsTable.row(new ExplanationRow(map, Modality.IMAGE)))
                                    .toList()));
            step.publish(
                    ExplanationScoresTable.TABLE,
                    ExplanationScoresTable.TABLE.rows(
                            spark,
                            maps.stream()
                                    .map(map -> ExplanationScoresTable.row(ExplanationScore.of(
                                            map, map.targetKind().label(map.targetIndex()), 0.05)))
                                    .toList()));
            return step.complete(Map.of()).runId();
        }
    }

    /** A run of evaluate; the sample at each place has the realism at that place. */
    String evaluate(LocalDate date, String version, String samplesRun, double[] realism, List<ModelScore> modelScores)
            throws IOException {
        try (Step step = begin(date, request("evaluate", version).input("samples", samplesRun))) {
            List<Row> rows = IntStream.range(0, realism.length)
                    .mapToObj(i -> SampleScoresTable.row(
                            new SampleScore(id(i), i % 2, i % 2 == 0 ? "coat" : "bag", 0.9, realism[i], 3.0, "abc")))
                    .toList();
            step.publish(SampleScoresTable.TABLE, SampleScoresTable.TABLE.rows(spark, rows));
            step.publish(
                    ModelScoresTable.TABLE,
                    ModelScoresTable.TABLE.rows(
                            spark,
                            modelScores.stream().map(ModelScoresTable::row).toList()));
            return step.complete(Map.of()).runId();
        }
    }

    /** A run of train. */
    String train(LocalDate date, String version, List<HistoryRow> history) throws IOException {
        try (Step step = begin(date, RunRequest.onModel("train", MODEL))) {
            step.version(version);
            step.publish(
                    TrainingHistoryTable.TABLE,
                    TrainingHistoryTable.TABLE.rows(
                            spark,
                            history.stream().map(TrainingHistoryTable::row).toList()));
            return step.complete(Map.of()).runId();
        }
    }

    /** A map whose gap is a part of the target's distance of 2 from its baseline; null for a method without one. */
    static SampleExplanation map(int sample, String method, Double relativeGap, double gini, float... values) {
        double absolute = 0;
        double sum = 0;
        for (float value : values) {
            absolute += Math.abs(value);
            sum += value;
        }
        Double gap = relativeGap == null ? null : Double.valueOf(2 * relativeGap);
        return new SampleExplanation(
                id(sample),
                SampleSource.GENERATED,
                TargetKind.CRITIC_LOGIT,
                -1,
                method,
                new TreeMap<>(Map.of("steps", "4")),
                "black",
                SampleShape.image(SHAPE[0], SHAPE[1], SHAPE[2]),
                new AttributionMap(values, 1, -1, gap, 4, 4, 4),
                new MapSummary(
                        sum,
                        absolute,
                        1,
                        0.5,
                        gini,
                        new int[] {sample},
                        new float[] {values[sample]},
                        new float[] {1},
                        1,
                        1),
                2,
                true);
    }

    static String id(int ordinal) {
        return "g-%08d".formatted(ordinal);
    }

    private static RunRequest request(String command, String version) {
        return RunRequest.onVersion(command, MODEL, version);
    }

    private Step begin(LocalDate date, RunRequest request) throws IOException {
        FileSystem files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
        return Step.begin(new JobContext(spark, null, root, files, date, line -> {}), request);
    }
}
