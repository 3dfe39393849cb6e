package io.lucidgen.jobs.evaluation;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.config.EvaluationConfig;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureType;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.evaluation.ComparisonReader.Sizes;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.jobs.run.WeightsInUse;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.jobs.table.TablePartition;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores what a version of a model has generated, sample by sample and as a whole, against real data. */
public final class EvaluationJob {
    private static final double NANOS = 1e9;

    private final JobContext context;
    private final LucidgenConfig config;

    public EvaluationJob(JobContext context) {
        this.context = context;
        this.config = context.config();
    }

    /**
     * Evaluates the samples that were generated for the run's date.
     *
     * @param version the version of the model; the latest one when empty
     * @throws UserException (exit 3) when there are no samples, or too few, the dataset that the model was trained on is
     *     not there under its name, or is not one of labelled images of unsigned bytes
     */
    public void run(Optional<String> version) throws IOException {
        String model = config.model().name();
        Checkpoint checkpoint = WeightsInUse.of(
                VersionChoice.load(new CheckpointStore(context.files(), context.root()), model, version),
                config.generation().weights());
        String chosen = checkpoint.card().model().version();
        DatasetSource source = open(checkpoint);
        TablePartition samples = context.tables()
                .require(
                        SamplesTable.TABLE,
                        context.runDate(),
                        model,
                        Optional.of(chosen),
                        "evaluate",
                        "Run generate for this date first");
        WeightsInUse.requireSame(context, checkpoint, samples, "evaluate");
        RunRequest request = RunRequest.onVersion("evaluate", model, chosen)
                .reads("evaluation", config.evaluation())
                .reads(WeightsInUse.SETTING, config.generation().weights())
                .input("samples", samples.runId())
                .input("dataset", source.description().fingerprint());
        try (Step step = Step.begin(context, request)) {
            if (!step.alreadyDone()) {
                evaluate(step, checkpoint, source, context.tables().read(SamplesTable.TABLE, samples));
            }
        }
    }

    private void evaluate(Step step, Checkpoint checkpoint, DatasetSource source, Dataset<Row> samples)
            throws IOException {
        EvaluationConfig evaluation = config.evaluation();
        long count = samples.count();
        Sizes sizes = Sizes.of(count, source.description(), evaluation.referenceExamples(), evaluation.neighbours());
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());

        long started = System.nanoTime();
        Scorers scorers =
                new Scorers(spark, new ScorerStore(context.files(), context.root()), ScorerSettings.of(evaluation));
        Scorer scorer = scorers.open(source);
        double scorerSeconds = (System.nanoTime() - started) / NANOS;
        context.console().line("scorer: " + scorer.card().summary());

        started = System.nanoTime();
        try (Evaluation scored = new Evaluation(context.spark(), evaluation, scorers, scorer, source)) {
            scored.run(checkpoint, samples, sizes, step);
        }
        step.complete(Map.of(
                "samples",
                (double) count,
                "scorer accuracy",
                scorer.card().accuracy(),
                "scorer seconds",
                scorerSeconds,
                "scoring seconds",
                (System.nanoTime() - started) / NANOS));
    }

    private DatasetSource open(Checkpoint checkpoint) throws IOException {
        DatasetSource source = DatasetSource.of(
                context.spark(),
                context.files(),
                context.root(),
                config.dataset().name(),
                checkpoint.card().training().dataFingerprint());
        DatasetDescription dataset = source.description();
        PngPixels.of(dataset.shape());
        if (dataset.featureType() != FeatureType.UINT8) {
            throw UserException.data(
                    "evaluate the model",
                    "dataset.name",
                    dataset.name(),
                    "its values are of type " + dataset.featureType() + ", and generated pictures are unsigned bytes",
                    "Evaluate a model of images of 8 bits");
        }
        Scorers.requireScorable(dataset);
        return source;
    }
}
