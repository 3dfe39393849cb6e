package io.lucidgen.jobs.training;

import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.preflight.Preflight;
import io.lucidgen.jobs.run.CodeFingerprint;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.sharding.DatasetSharder;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.sharding.Shards;
import io.lucidgen.jobs.sharding.StoredShards;
import io.lucidgen.jobs.spark.JobDescriptions;
import io.lucidgen.jobs.table.TrainingHistoryTable;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.WorkerNetworks;
import io.lucidgen.training.EarlyStopping;
import io.lucidgen.training.LearningRateDecay;
import io.lucidgen.training.LearningRateSchedule;
import io.lucidgen.training.LearningRateWarmUp;
import io.lucidgen.training.OuterStep;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Trains a model by parameter averaging, from its first round or from where a killed run stopped. */
public final class TrainingJob {

    private static final int CODE_DIGITS = 16;

    private final JobContext context;
    private final LucidgenConfig config;
    private final CheckpointStore store;

    public TrainingJob(JobContext context) {
        this.context = context;
        this.config = context.config();
        this.store = new CheckpointStore(context.files(), context.root());
    }

    /**
     * Trains until the configured number of rounds is complete.
     *
     * @throws io.lucidgen.error.UserException (exit 3) when there is no dataset, a worker would have no examples, or a
     *     checkpoint was altered; (exit 6) when training goes wrong
     */
    public void run() throws Exception {
        DatasetSource source = DatasetSource.newest(
                context.spark(),
                context.files(),
                context.root(),
                config.dataset().name());
        DatasetDescription dataset = source.description();
        RunRequest request = RunRequest.onModel("train", config.model().name())
                .reads("seed", config.seed())
                .reads("model", config.model())
                .reads("training", config.training())
                .reads("averaging", config.averaging())
                .input("dataset", dataset.fingerprint());
        RunLineage lineage = new RunLineage(context, store, request);
        Optional<RunLineage.Origin> origin = lineage.origin();
        if (origin.isPresent()) {
            request = request.input("goes-on-from", origin.get().version());
        }
        try (Step step = Step.begin(context, request)) {
            if (step.alreadyDone()) {
                return;
            }
            lineage.note(origin, step.folder());
            ModelDefinition definition =
                    ModelFamilies.named(config.model().family()).define(config.model(), dataset);
            RunCheckpoints checkpoints = checkpoints(step, request, definition, dataset);
            step.version(checkpoints.version(config.training().rounds()));
            RunStart start = RunStart.of(context, store, checkpoints, origin, definition, dataset);
            new Preflight(context)
                    .run(
                            definition,
                            start.state(),
                            plan(dataset),
                            config.training().batchSize(),
                            step.folder());
            Attempt attempt;
            try (StoredShards shards = shards(step, source)) {
                HeldOutMeasure heldOut = HeldOutMeasure.of(source, definition, config);
                Measures measures =
                        new Measures(heldOut, InferenceStatistics.of(source, definition, config, heldOut.trainer()));
                attempt = attempt(step.runId(), dataset, definition, shards, start, checkpoints, measures);
                while (attempt.trained().isEmpty()) {
                    start = RunStart.of(context, store, checkpoints, origin, definition, dataset);
                    attempt = attempt(step.runId(), dataset, definition, shards, start, checkpoints, measures);
                }
            }
            ModelState trained = attempt.trained().get();
            TrainingHistory history = attempt.history();
            EarlyStopping stopping = attempt.stopping();
            PublishedVersion published = PublishedVersion.of(trained, checkpoints, stopping, context.console()::line);
            step.version(checkpoints.version(published.rounds()));
            step.publish(TrainingHistoryTable.TABLE, history.rows(context.spark()));
            step.output("checkpoint", checkpoints.folder(published.rounds()));
            SortedMap<String, Double> figures = published.figures(history.examplesPerSecond());
            figures.putAll(new StabilityNotes(history).figures());
            step.complete(figures);
            checkpoints.finish();
        }
    }

    /** What is measured of the averaged model on the driver. */
    private record Measures(HeldOutMeasure heldOut, InferenceStatistics statistics) {}

    /**
     * Rounds from where a run starts, or has gone back to.
     *
     * @param trained the state after the last round; empty when the run has gone back to an earlier checkpoint
     */
    private record Attempt(TrainingHistory history, EarlyStopping stopping, Optional<ModelState> trained) {}

    private Attempt attempt(
            String runId,
            DatasetDescription dataset,
            ModelDefinition definition,
            Shards shards,
            RunStart start,
            RunCheckpoints checkpoints,
            Measures measures)
            throws Exception {
        checkpoints.resumeFrom(start.state().counters().rounds());
        TrainingHistory history = start.history();
        EarlyStopping stopping = history.replayed(config.training().earlyStopping());
        StabilityWatch watch = StabilityWatch.of(config, history, checkpoints, context.console()::line);
        LocalStepsTuning tuning = LocalStepsTuning.of(config.averaging(), history);
        TrainingConfig training = config.training()
                .withRounds(tuning.lastRound(
                        config.training(),
                        config.averaging(),
                        start.state().counters().rounds(),
                        start.state().counters().steps()));
        if (tuning.isOn()) {
            context.console().line(tuning.steps() + " local steps a round, " + training.rounds() + " rounds in all");
        }
        try (ResidentRun run = residentRun(
                runId, dataset, definition, shards, start, checkpoints.leftOut(), training, tuning.steps())) {
            run.lowerRate(new StabilityNotes(history).cuts());
            Optional<ModelState> trained = new AveragingLoop(
                            run,
                            measures.statistics(),
                            measures.heldOut(),
                            training,
                            checkpoints,
                            tuning,
                            context.console()::line)
                    .complete(history, stopping, watch);
            return new Attempt(history, stopping, trained);
        }
    }

    private ResidentRun residentRun(
            String runId,
            DatasetDescription dataset,
            ModelDefinition definition,
            Shards shards,
            RunStart start,
            LeftOutWorkers leftOut,
            TrainingConfig training,
            int localSteps) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        LocalTask task = new LocalTask(
                runId,
                config.seed(),
                definition,
                config.model(),
                config.training(),
                localSteps,
                config.averaging().updaterState(),
                OuterStep.of(config.averaging().outer()),
                new WorkerNetworks(config.averaging().discriminator().swapEvery()),
                plan(dataset),
                dataset.featureType(),
                schedule(start));
        AveragingRound round = new AveragingRound(
                spark,
                (cursors, rounds) -> shards.round(
                        cursors, rounds * localSteps, config.training().batchSize()),
                task,
                PiecePlan.of(
                        start.state().slots(),
                        config.averaging().workers(),
                        spark.defaultParallelism(),
                        config.averaging().chunkSize()),
                new JobNames(context.spark(), "train " + config.model().name(), training.rounds()));
        return new ResidentRun(
                round,
                start.state(),
                StragglerRule.of(config.averaging()),
                leftOut,
                number -> training.measuresAfter(number) || training.keepsAfter(number),
                context.console()::line);
    }

    private LearningRateSchedule schedule(RunStart start) {
        long steps = (long) config.training().rounds() * config.averaging().localSteps();
        return new LearningRateSchedule(
                new LearningRateWarmUp(
                        config.training().warmUpSteps(), start.history().workersSince()),
                LearningRateDecay.of(config.training().learningRateDecay(), steps));
    }

    private StoredShards shards(Step step, DatasetSource source) throws Exception {
        String name = config.model().name();
        try (JobDescriptions named =
                JobDescriptions.open(context.spark(), "train " + name, "train " + name + ": dealing out the shards")) {
            return StoredShards.open(
                    source, plan(source.description()), context.files(), new Path(step.folder(), "shards"));
        }
    }

    private RunCheckpoints checkpoints(
            Step step, RunRequest request, ModelDefinition definition, DatasetDescription dataset) {
        RunProvenance provenance = new RunProvenance(
                config.model().name(),
                RunProvenance.versionPrefix(context.runDate(), step.runId()),
                CodeFingerprint.current().prefix(CODE_DIGITS),
                request.config(),
                dataset.fingerprint(),
                config.seed(),
                step.started(),
                context.spark().version());
        return new RunCheckpoints(
                store,
                context.files(),
                step.folder(),
                definition,
                provenance,
                config.training().keepCheckpoints());
    }

    private ShardPlan plan(DatasetDescription dataset) {
        return DatasetSharder.plan(
                dataset,
                config.averaging().workers(),
                config.averaging().sharding(),
                config.averaging().blockSize(),
                config.seed());
    }
}
