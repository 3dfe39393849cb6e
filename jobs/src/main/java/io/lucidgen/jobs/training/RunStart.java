package io.lucidgen.jobs.training;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.family.adversarial.Critic;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.sharding.DatasetSharder;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.WorkerNetworks;
import io.lucidgen.training.OuterStep;
import java.io.IOException;
import java.util.Optional;

/**
 * Where a run starts.
 *
 * @param state the first state, or that of a checkpoint
 * @param history what was measured up to it
 */
record RunStart(ModelState state, TrainingHistory history) {

    /**
     * Finds the run's own newest checkpoint, or else that of the run with other workers from which it goes on, or else
     * begins with the first round. The user is told.
     */
    static RunStart of(
            JobContext context,
            CheckpointStore store,
            RunCheckpoints checkpoints,
            Optional<RunLineage.Origin> origin,
            ModelDefinition definition,
            DatasetDescription dataset)
            throws IOException {
        LucidgenConfig config = context.config();
        Optional<Checkpoint> own = checkpoints.resumable();
        if (own.isPresent()) {
            ModelState state = own.get().state();
            context.console().line("resuming after round " + state.counters().rounds());
            return new RunStart(state, checkpoints.historyUpTo(state.counters().rounds()));
        }
        if (origin.isPresent()) {
            return withOtherWorkers(context, store, checkpoints, origin.get(), dataset);
        }
        ModelState first = OuterStep.of(config.averaging().outer())
                .begin(spread(
                        config,
                        TrainingSteps.initialState(
                                definition,
                                config.training(),
                                config.averaging().workers(),
                                config.seed())));
        return new RunStart(first, checkpoints.historyOfStart(0).orElseGet(TrainingHistory::new));
    }

    private static RunStart withOtherWorkers(
            JobContext context,
            CheckpointStore store,
            RunCheckpoints checkpoints,
            RunLineage.Origin origin,
            DatasetDescription dataset)
            throws IOException {
        LucidgenConfig config = context.config();
        ModelState earlier = store.load(
                        config.model().name(), origin.version(), config.model().family())
                .state();
        long rounds = earlier.counters().rounds();
        int before = earlier.cursors().size();
        int now = config.averaging().workers();
        ShardPlan shards = plan(config, dataset, now);
        ModelState state = spread(
                config, earlier.withCursors(shards.cursorsAfter(plan(config, dataset, before), earlier.cursors())));
        Optional<TrainingHistory> afterRollBack = checkpoints.historyOfStart(rounds);
        if (afterRollBack.isPresent()) {
            return new RunStart(state, afterRollBack.get());
        }
        TrainingHistory history = TrainingHistory.upTo(
                rounds,
                context.files(),
                RunCheckpoints.historyIn(context.ledger().folder(context.runDate(), origin.run())));
        history.changeWorkers(state.counters(), before, now);
        int warmUp = config.training().warmUpSteps();
        context.console()
                .line(
                        "going on from round %d of %s with %d workers in place of %d: new shards, each from the start of an epoch%s"
                                .formatted(
                                        rounds,
                                        origin.run(),
                                        now,
                                        before,
                                        warmUp == 0 ? "" : "; the learning rate rises over " + warmUp + " steps"));
        return new RunStart(state, history);
    }

    /** Gives each worker a discriminator of its own where that is asked for. */
    private static ModelState spread(LucidgenConfig config, ModelState state) {
        return config.averaging().discriminator().perWorker()
                ? WorkerNetworks.spread(
                        state, Critic.NETWORK, config.averaging().workers())
                : state;
    }

    private static ShardPlan plan(LucidgenConfig config, DatasetDescription dataset, int workers) {
        return DatasetSharder.plan(
                dataset,
                workers,
                config.averaging().sharding(),
                config.averaging().blockSize(),
                config.seed());
    }
}
