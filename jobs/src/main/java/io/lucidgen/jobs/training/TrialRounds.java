package io.lucidgen.jobs.training;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.jobs.sharding.Shards;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.WorkerNetworks;
import io.lucidgen.training.LearningRateSchedule;
import io.lucidgen.training.OuterStep;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

/** Rounds of averaging without checkpoints, history or held-out measures: the loop as benchmarks time it. */
public final class TrialRounds implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final AveragingRound round;
    private final int wholeEvery;
    private ModelState state;
    private ResidentRun run;
    private long last;

    /**
     * What some rounds took.
     *
     * @param examples trained on by all workers
     * @param seconds of wall time
     * @param bytesPerRound of state that came over the network, in all processes together
     * @param milliseconds of the parts of a round, means over the rounds
     */
    public record Outcome(long examples, double seconds, long bytesPerRound, SortedMap<String, Double> milliseconds) {}

    /** Prepares the rounds of a model from its first state; examples are unsigned bytes. */
    public TrialRounds(
            JavaSparkContext spark, Shards shards, ShardPlan plan, ModelDefinition definition, LucidgenConfig config) {
        int localSteps = config.averaging().localSteps();
        int batch = config.training().batchSize();
        ModelState start = OuterStep.of(config.averaging().outer())
                .begin(TrainingSteps.initialState(definition, config.training(), plan.workers(), config.seed()));
        this.state = start;
        this.wholeEvery = config.training().heldOutEvery();
        this.round = new AveragingRound(
                spark,
                (cursors, rounds) -> shards.round(cursors, rounds * localSteps, batch),
                new LocalTask(
                        "trial-" + UUID.randomUUID(),
                        config.seed(),
                        definition,
                        config.model(),
                        config.training(),
                        localSteps,
                        config.averaging().updaterState(),
                        OuterStep.of(config.averaging().outer()),
                        new WorkerNetworks(0),
                        plan,
                        FeatureType.UINT8,
                        LearningRateSchedule.CONSTANT),
                PiecePlan.of(
                        start.slots(),
                        plan.workers(),
                        spark.defaultParallelism(),
                        config.averaging().chunkSize()),
                (number, phase) -> () -> {});
    }

    /**
     * Does rounds, going on from the last state.
     *
     * @param rounds at least 1
     */
    public Outcome run(int rounds) throws SparkException, InterruptedException {
        if (run == null) {
            run = new ResidentRun(
                    round,
                    state,
                    StragglerRule.WAIT_FOR_ALL,
                    LeftOutWorkers.unrecorded(),
                    number -> number % wholeEvery == 0 || number == last,
                    lost -> {});
        }
        last = run.counters().rounds() + rounds;
        long examples = 0;
        long bytes = 0;
        SortedMap<String, Double> milliseconds = new TreeMap<>();
        long began = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            RoundOutcome outcome = run.next();
            examples += outcome.examples();
            bytes += outcome.cost().bytesMoved();
            outcome.cost()
                    .seconds()
                    .forEach((part, seconds) ->
                            milliseconds.merge(part, seconds * MILLIS_PER_SECOND / rounds, Double::sum));
        }
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        return new Outcome(examples, seconds, bytes / rounds, milliseconds);
    }

    /** Takes the state to the driver, and so leaves the executors to other rounds until these go on. */
    public void rest() throws SparkException, InterruptedException {
        if (run != null) {
            state = run.state();
            close();
        }
    }

    /** Has the executors let go of the state. */
    @Override
    public void close() {
        if (run != null) {
            run.close();
            run = null;
        }
    }
}
