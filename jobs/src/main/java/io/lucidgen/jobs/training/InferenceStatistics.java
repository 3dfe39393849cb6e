package io.lucidgen.jobs.training;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.Split;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.LocalTrainer;
import io.lucidgen.training.NormalizationStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gives an averaged model the statistics that batch normalisation uses in inference, measured on the driver with a
 * bounded number of training examples, always the same ones with the same noise.
 *
 * <p>They are a function of the averaged parameters. The mean of what workers measured with parameters of their own
 * would be the statistics of no model at all.
 */
final class InferenceStatistics {

    private static final long PURPOSE = 0x73746174L;

    private final Optional<LocalTrainer> trainer;
    private final PickedExamples examples;
    private final long seed;
    private ModelState measured;
    private ModelState refreshed;

    private InferenceStatistics(Optional<LocalTrainer> trainer, PickedExamples examples, long seed) {
        this.trainer = trainer;
        this.examples = examples;
        this.seed = Seeds.derive(seed, PURPOSE);
    }

    /** For models that normalise nothing. */
    static InferenceStatistics none() {
        return new InferenceStatistics(Optional.empty(), null, 0);
    }

    /**
     * Picks the examples, if the model needs any.
     *
     * @param trainer of the model, on the driver
     */
    static InferenceStatistics of(
            DatasetSource source, ModelDefinition definition, LucidgenConfig config, LocalTrainer trainer) {
        if (definition.networks().values().stream().noneMatch(NormalizationStatistics::has)) {
            return none();
        }
        int wanted =
                Math.max(config.training().heldOutExamples(), trainer.step().batchSize());
        PickedExamples examples = PickedExamples.of(
                source,
                Split.TRAIN,
                wanted,
                definition,
                config.seed(),
                trainer.step().precision());
        return new InferenceStatistics(Optional.of(trainer), examples, config.seed());
    }

    /** The state with its statistics, and those of its moving averages, in place of whatever stood there. */
    ModelState refreshed(ModelState state) {
        if (trainer.isEmpty()) {
            return state;
        }
        if (state != measured) {
            refreshed = refreshed(trainer.get(), state);
            measured = state;
        }
        return refreshed;
    }

    private ModelState refreshed(LocalTrainer local, ModelState state) {
        SortedMap<String, SlotVector> slots = new TreeMap<>(state.slots());
        if (state.hasEma()) {
            local.restore(state.withEmaInUse());
            local.step().refreshStatistics(examples.features(), examples.labels(), seed);
            Map<String, SlotVector> averaged = local.snapshot();
            state.slots().keySet().stream()
                    .filter(ModelState::isEma)
                    .forEach(ema -> slots.put(ema, averaged.get(ModelState.parametersOfEma(ema))));
        }
        local.restore(state);
        local.step().refreshStatistics(examples.features(), examples.labels(), seed);
        local.snapshot().forEach((slot, values) -> {
            if (ModelState.isParameters(slot)) {
                slots.put(slot, values);
            }
        });
        return new ModelState(slots, state.counters(), state.cursors());
    }
}
