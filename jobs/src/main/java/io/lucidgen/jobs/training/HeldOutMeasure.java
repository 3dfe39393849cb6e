package io.lucidgen.jobs.training;

import io.lucidgen.model.ModelState;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.LocalTrainer;
import io.lucidgen.training.StepMetrics;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures the averaged model on a bounded number of examples that no worker trains on, always the same ones with the
 * same noise.
 */
final class HeldOutMeasure {

    private static final long PURPOSE = 0x68656c64L;

    private final LocalTrainer trainer;
    private final INDArray examples;
    private final long seed;

    /**
     * Prepares the measure.
     *
     * @param examples {@code [n, features]} in the model's range
     */
    HeldOutMeasure(LocalTrainer trainer, INDArray examples, long seed) {
        this.trainer = trainer;
        this.examples = examples;
        this.seed = Seeds.derive(seed, PURPOSE);
    }

    StepMetrics measure(ModelState state) {
        trainer.restore(state);
        return trainer.step().heldOut(examples, seed);
    }
}
