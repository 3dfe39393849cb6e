package io.lucidgen.jobs.report;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.MapSummary;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.Axis;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.data.Modality;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.evaluation.SampleScore;
import io.lucidgen.evaluation.explanation.ExplanationScore;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.internals.InternalsEngine;
import io.lucidgen.jobs.internals.InternalsTables;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.simplification.SimplificationEngine;
import io.lucidgen.jobs.table.ExplanationRow;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.jobs.table.HistoryRow;
import io.lucidgen.jobs.table.ModelScoresTable;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SampleScoresTable;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.jobs.table.SurrogatesTable;
import io.lucidgen.jobs.table.TrainingHistoryTable;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Latents;
import io.lucidgen.model.TargetKind;
import io.lucidgen.report.Picture;
import io.lucidgen.report.PngImage;
import io.lucidgen.report.SamplePictures;
import io.lucidgen.simplification.Surrogate;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Publishes tables about a version as the other commands do; the samples are the model's, the maps made up. */
final class ReportTables {

    /** What all explained units are called. */
    static final String UNIT = "critic/hidden1-relu/3";

    static final List<String> METHODS = List.of(
            ExplanationConfig.SALIENCY,
            ExplanationConfig.INPUT_X_GRADIENT,
            ExplanationConfig.INTEGRATED_GRADIENTS,
            ExplanationConfig.OCCLUSION);

    private final JobContext context;
    private final Checkpoint checkpoint;

    ReportTables(JobContext context, Checkpoint checkpoint) {
        this.context = context;
        this.checkpoint = checkpoint;
    }

    /** Stores an untrained model of the data set that lies below a context's root. */
    static ReportTables of(JobContext context) throws IOException {
        DatasetDescription dataset = DatasetSource.newest(
                        context.spark(),
                        context.files(),
                        context.root(),
                        context.config().dataset().name())
                .description();
        Checkpoint checkpoint = TinyCheckpoints.learned(context.config().model().family(), dataset);
        new CheckpointStore(context.files(), context.root()).save(checkpoint);
        return new ReportTables(context, checkpoint);
    }

    /** Publishes a history of the run that trained the version, on the date that the version's name begins with. */
    void history() throws IOException {
        JobContext then = new JobContext(
                context.spark(),
                context.config(),
                context.root(),
                context.files(),
                LocalDate.parse(checkpoint.card().model().version().substring(0, 10)),
                context.console());
        List<Row> rows = new ArrayList<>();
        // The run went on after this version.
        for (long round = 100; round <= 600; round += 100) {
            for (String metric : List.of("generator-loss", "discriminator-loss")) {
                rows.add(TrainingHistoryTable.row(
                        new HistoryRow(round, round * 20, round * 5120, 2, metric, 70.0 / round)));
            }
        }
        try (Step step = Step.begin(
                then, RunRequest.onModel("train", checkpoint.card().model().name()))) {
            step.version(checkpoint.card().model().version().replaceFirst("-r.*", "-r000600"));
            step.publish(TrainingHistoryTable.TABLE, TrainingHistoryTable.TABLE.rows(context.spark(), rows));
            step.complete(Map.of());
        }
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    static String id(long ordinal) {
        return String.format(Locale.ROOT, "g-%08d", ordinal);
    }

    /** The samples that the model draws from the latents of a seed. */
    List<SampleRow> draw(long seed, int count) {
        GenerativeModel model =
                ModelFamilies.named(checkpoint.definition().family()).load(checkpoint.definition(), checkpoint.state());
        SamplePictures pictures = SamplePictures.of(
                        checkpoint.definition().sampleShape(),
                        checkpoint.definition().normalizer())
                .orElseThrow();
        int[] shape = checkpoint.definition().sampleShape().axes().stream()
                .mapToInt(Axis::size)
                .toArray();
        List<SampleRow> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long own = Latents.seed(seed, i);
            float[] latent = Latents.draw(own, checkpoint.definition().prior());
            INDArray sample = model.generate(Nd4j.createFromArray(new float[][] {latent}));
            Double logit = model.criticLogit(sample, null)
                    .map(value -> value.getDouble(0))
                    .orElse(null);
            Picture picture = pictures.ofModelRange(sample.ravel().toFloatVector());
            samples.add(new SampleRow(
                    id(i),
                    i,
                    own,
                    latent,
                    Modality.IMAGE,
                    shape,
                    "image/png",
                    PngImage.encode(picture),
                    null,
                    logit,
                    null,
                    null));
        }
        return samples;
    }

    /** Publishes samples and gives the run's id. */
    String samples(long seed, int count) throws IOException {
        List<Row> rows = draw(seed, count).stream().map(SamplesTable::row).toList();
        try (Step step = Step.begin(context, request("generate").reads("seed", seed))) {
            step.publish(SamplesTable.TABLE, SamplesTable.TABLE.rows(context.spark(), rows));
            return step.complete(Map.of()).runId();
        }
    }

    /**
     * Publishes maps of samples by four methods. All are trusted but those of every other sample by integrated
     * gradients, the second first: their relative gap is 1/4, that of the others by this method 1/99.
     */
    void explanations(String samplesRun, SampleSource source, List<String> ids, List<TargetKind> targets)
            throws IOException {
        List<SampleExplanation> maps = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            for (TargetKind target : targets) {
                for (String method : METHODS) {
                    maps.add(map(ids.get(i), source, target, method, i));
                }
            }
        }
        explanations(samplesRun, maps);
    }

    /** Publishes maps, whose gap may be a twentieth, their trust, and what the parts of the generator do. */
    void explanations(String samplesRun, List<SampleExplanation> explanations) throws IOException {
        List<Row> maps = new ArrayList<>();
        List<Row> scores = new ArrayList<>();
        for (SampleExplanation map : explanations) {
            ExplanationRow row =
                    new ExplanationRow(map, Modality.IMAGE, map.targetKind() == TargetKind.UNIT ? UNIT : null);
            maps.add(ExplanationsTable.row(row));
            scores.add(ExplanationScoresTable.row(ExplanationScore.of(map, row.target(), 0.05)));
        }
        String target = explanations.get(0).targetKind().label();
        try (Step step = Step.begin(
                context,
                request("explain")
                        .reads("explanation.max-relative-gap", 0.05)
                        .reads("explanation.samples", explanations.size())
                        .input("samples", samplesRun))) {
            step.publish(ExplanationsTable.TABLE, ExplanationsTable.TABLE.rows(context.spark(), maps));
            step.publish(ExplanationScoresTable.TABLE, ExplanationScoresTable.TABLE.rows(context.spark(), scores));
            InternalsTables.publish(
                    step,
                    context.spark(),
                    new InternalsEngine(
                            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
                            checkpoint.definition(),
                            checkpoint.state(),
                            context.config().explanation(),
                            1));
            List<Surrogate> surrogates = new SimplificationEngine(
                            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
                            checkpoint.definition(),
                            checkpoint.state(),
                            context.config().explanation(),
                            1)
                    .surrogates();
            step.publish(
                    SurrogatesTable.TABLE,
                    SurrogatesTable.TABLE.rows(
                            context.spark(),
                            surrogates.stream().map(SurrogatesTable::row).toList()));
            step.complete(Map.of(
                    target + ": self-check worst error", 2e-5,
                    target + ": self-check worst batch difference", 3e-7,
                    target + ": directions", 8.0));
        }
    }

    /** Publishes what a scorer would say of samples and of the model. */
    void scores(String samplesRun, int count, ModelScore... more) throws IOException {
        List<Row> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(SampleScoresTable.row(
                    new SampleScore(id(i), i % 3, "kind-" + i % 3, 0.9, 1.01 + i / 100.0, 4 - i / 10.0, "ab")));
        }
        List<Row> model = new ArrayList<>();
        model.add(ModelScoresTable.row(
                ModelScore.of(Metric.FRECHET_DISTANCE, 41.5, count).besideReal(3.25)));
        for (ModelScore score : more) {
            model.add(ModelScoresTable.row(score));
        }
        try (Step step = Step.begin(
                context, request("evaluate").reads("scores", more.length).input("samples", samplesRun))) {
            step.publish(SampleScoresTable.TABLE, SampleScoresTable.TABLE.rows(context.spark(), samples));
            step.publish(ModelScoresTable.TABLE, ModelScoresTable.TABLE.rows(context.spark(), model));
            step.complete(Map.of());
        }
    }

    private RunRequest request(String command) {
        return RunRequest.onVersion(
                command,
                checkpoint.card().model().name(),
                checkpoint.card().model().version());
    }

    private SampleExplanation map(String id, SampleSource source, TargetKind target, String method, int ordinal) {
        float[] values = new float[checkpoint.definition().sampleShape().features()];
        Random random = new Random(ordinal * 31L + METHODS.indexOf(method));
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() / 10;
            sum += values[i];
        }
        // The map adds up to 1, so that the relative gap is known.
        values[0] += (float) (1 - sum);
        boolean complete = method.equals(ExplanationConfig.INTEGRATED_GRADIENTS);
        double gap = ordinal % 2 == 0 ? 0.01 : 0.2;
        return new SampleExplanation(
                id,
                source,
                target,
                target == TargetKind.LATENT_MEAN ? 1 : -1,
                method,
                new TreeMap<>(),
                "black",
                checkpoint.definition().sampleShape(),
                new AttributionMap(values, 1.5 - gap, 0.5, complete ? gap : null, 50, 51, 50),
                MapSummary.of(values, FeatureGrid.of(checkpoint.definition().sampleShape()), 4),
                METHODS.indexOf(method) * 2 + 1,
                true);
    }
}
