package io.lucidgen.training;

import io.lucidgen.data.BatchSource;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotValues;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.HostCopy;
import io.lucidgen.random.Seeds;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One worker's part of a round: the shared state, a number of local steps on its own data, the changed slots.
 *
 * <p>Its arrays are kept from round to round. Not for use by several threads at once.
 */
public final class LocalTrainer {

    /**
     * Where a step's passing arrays lie: the next step uses the same memory. On their own they would be given back when
     * Java's collector finds them, which the little that a step takes of Java's heap hardly ever makes it do; until then
     * a VAE has gathered ten gigabytes.
     */
    private static final WorkspaceConfiguration SCRATCH = WorkspaceConfiguration.builder()
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .policySpill(SpillPolicy.EXTERNAL)
            .build();

    private static final String SCRATCH_NAME = "lucidgen-local-step";

    private final TrainingStep step;
    private final LearningRateSchedule schedule;
    private final SortedMap<String, StateSlot> slots;
    private final INDArray batch;
    private final float[] features;
    private final int[] labels;

    /**
     * Prepares a trainer.
     *
     * @param features values of one example
     */
    public LocalTrainer(TrainingStep step, int features, LearningRateSchedule schedule) {
        this.step = step;
        this.schedule = schedule;
        this.slots = step.slots();
        this.batch = Nd4j.create(step.precision(), new long[] {step.batchSize(), features}, 'c');
        this.features = new float[step.batchSize() * features];
        this.labels = new int[step.batchSize()];
    }

    /** Prepares a trainer that uses all of the learning rate at every step. */
    public LocalTrainer(TrainingStep step, int features) {
        this(step, features, LearningRateSchedule.CONSTANT);
    }

    public TrainingStep step() {
        return step;
    }

    /**
     * Does local steps from a shared state.
     *
     * @param shared the state that all workers of the round start from
     * @param batches the worker's data
     * @param localSteps steps to do, at least 1
     * @param seed the run's seed; a step's randomness depends on it, the round, the worker and the step
     * @return the worker's slots after the last step, with what it processed
     */
    public LocalResult train(ModelState shared, BatchSource batches, int localSteps, long seed, int worker) {
        restore(shared);
        StepMetrics metrics = steps(shared.counters(), batches, localSteps, seed, worker, 1);
        long examples = (long) localSteps * step.batchSize();
        return new LocalResult(worker, snapshot(), examples, localSteps, metrics);
    }

    /**
     * Does local steps from whatever the slots hold, and leaves the result in them.
     *
     * @param before how far the model had been trained before the round
     * @param rateShare what is left of the learning rate, in (0, 1]
     * @return the means over the steps
     */
    public StepMetrics steps(
            Counters before, BatchSource batches, int localSteps, long seed, int worker, double rateShare) {
        StepMetrics.Mean mean = new StepMetrics.Mean();
        for (int k = 0; k < localSteps; k++) {
            batches.next(features, labels);
            long stepSeed = Seeds.derive(seed, before.rounds(), worker, k);
            HostCopy.write(features, batch);
            long number = before.steps() + k;
            double rate = schedule.share(number) * rateShare;
            try (MemoryWorkspace scratch = Nd4j.getWorkspaceManager().getAndActivateWorkspace(SCRATCH, SCRATCH_NAME)) {
                mean.add(step.update(batch, labels, stepSeed, number, rate), 1);
            }
        }
        return mean.result();
    }

    /** Forgets the optimiser's moments before the first step of a round. */
    public void restartOptimizer(Counters before) {
        step.restartOptimizer(before.steps());
    }

    /** The live numbers of the slots, by name. */
    public SortedMap<String, SlotValues> values() {
        SortedMap<String, SlotValues> values = new TreeMap<>();
        slots.forEach((name, slot) -> values.put(name, slot.values()));
        return values;
    }

    /** Puts a state's numbers into the arrays of the step. */
    public void restore(ModelState state) {
        slots.forEach((name, slot) -> slot.restore(state.slot(name)));
    }

    /** A copy of the slots as they are. */
    public SortedMap<String, SlotVector> snapshot() {
        SortedMap<String, SlotVector> snapshot = new TreeMap<>();
        slots.forEach((name, slot) -> snapshot.put(name, slot.snapshot()));
        return snapshot;
    }
}
