package io.lucidgen.training;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One family's local update on preallocated arrays.
 *
 * <p>A step is a pure function of the slots, the batch, the seed and the step's number. Not for use by several threads
 * at once.
 */
public interface TrainingStep {

    /** The networks that the step teaches, at least one; all are of one precision. */
    List<TrainableNetwork> networks();

    /** The live numbers behind the model's slots, by slot name; a step changes them in place. */
    default SortedMap<String, StateSlot> slots() {
        SortedMap<String, StateSlot> slots = new TreeMap<>();
        networks().forEach(taught -> slots.putAll(taught.slots()));
        return slots;
    }

    /** Examples of a batch. */
    int batchSize();

    /** The precision of all arrays. */
    default DataType precision() {
        return networks().get(0).network().precision();
    }

    /**
     * Has the optimiser forget its moments; its bias corrections count from here.
     *
     * @param step the global number of the next step
     */
    default void restartOptimizer(long step) {
        networks().forEach(taught -> taught.restart(step));
    }

    /**
     * Does one update. Arrays that it makes may lie in memory that the next update uses anew: what is to stay is made
     * before.
     *
     * @param batch {@code [batchSize, features]} in the normalised range
     * @param seed what all randomness of the step derives from
     * @param step the global number of this step, from 0; bias corrections and schedules count it
     * @param rateShare the share of the learning rate that the step uses, in (0, 1]
     * @return losses in nats and gradient norms
     */
    StepMetrics update(INDArray batch, long seed, long step, double rateShare);

    /** Does one update with all of the learning rate. */
    default StepMetrics update(INDArray batch, long seed, long step) {
        return update(batch, seed, step, 1);
    }

    /**
     * Does one update with the examples' labels at hand; a step that learns without them need not look.
     *
     * @param labels {@code [batchSize]}, -1 where there is none
     */
    default StepMetrics update(INDArray batch, int[] labels, long seed, long step, double rateShare) {
        return update(batch, seed, step, rateShare);
    }

    /**
     * Measures what the networks use in inference and no update changes, such as the statistics of batch normalisation,
     * and writes it into their parameters. It depends on the parameters, the examples and the seed alone.
     *
     * @param examples {@code [n, features]} to measure on, at least a batch
     */
    default void refreshStatistics(INDArray examples, long seed) {}

    /**
     * Measures with the examples' labels at hand; a step that learns without them need not look.
     *
     * @param labels {@code [n]}, -1 where there is none
     */
    default void refreshStatistics(INDArray examples, int[] labels, long seed) {
        refreshStatistics(examples, seed);
    }

    /**
     * Measures the model on examples that it was not trained on, without changing it.
     *
     * @param examples {@code [n, features]}, n a multiple of the batch size or fewer
     */
    StepMetrics heldOut(INDArray examples, long seed);

    /**
     * Measures with the examples' labels at hand; a step that learns without them need not look.
     *
     * @param labels {@code [n]}, -1 where there is none
     */
    default StepMetrics heldOut(INDArray examples, int[] labels, long seed) {
        return heldOut(examples, seed);
    }
}
