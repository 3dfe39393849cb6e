package io.lucidgen.jobs.training;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.data.Split;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.LocalTrainer;
import io.lucidgen.training.StepMetrics;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainingStep;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures the averaged model on a bounded number of examples that no worker trains on, always the same ones with the
 * same noise.
 */
final class HeldOutMeasure {

    /** What the names of measures begin with that are those of the moving averages. */
    static final String EMA = "ema-";

    private static final long PURPOSE = 0x68656c64L;

    private final LocalTrainer trainer;
    private final PickedExamples examples;
    private final long seed;

    /**
     * Prepares the measure.
     *
     * @param examples that no worker trains on
     */
    HeldOutMeasure(LocalTrainer trainer, PickedExamples examples, long seed) {
        this.trainer = trainer;
        this.examples = examples;
        this.seed = Seeds.derive(seed, PURPOSE);
    }

    /** Picks the examples and prepares a trainer on the driver; their number bounds its memory. */
    static HeldOutMeasure of(DatasetSource source, ModelDefinition definition, LucidgenConfig config) {
        TrainingConfig training = config.training();
        PickedExamples examples = PickedExamples.of(
                source,
                Split.TEST,
                training.heldOutExamples(),
                definition,
                config.seed(),
                StepSettings.dataType(training));
        int batch = Math.toIntExact(
                Math.min(training.batchSize(), examples.features().size(0)));
        TrainingStep step = TrainingSteps.create(definition, config.model(), training, batch);
        int features = definition.sampleShape().features();
        return new HeldOutMeasure(new LocalTrainer(step, features), examples, config.seed());
    }

    /** The model on the driver, in whatever state the last measurement left it. */
    LocalTrainer trainer() {
        return trainer;
    }

    /** Measures a state, and, where it keeps moving averages, again with them in use, under names that say so. */
    StepMetrics measure(ModelState state) {
        trainer.restore(state);
        SortedMap<String, Double> metrics = new TreeMap<>(measured().values());
        if (state.hasEma()) {
            trainer.restore(state.withEmaInUse());
            measured().values().forEach((metric, value) -> metrics.put(EMA + metric, value));
        }
        return new StepMetrics(metrics);
    }

    private StepMetrics measured() {
        return trainer.step().heldOut(examples.features(), examples.labels(), seed);
    }
}
