package io.lucidgen.family;

import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.model.BinaryClassifier;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.ClassifierStep;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainingStep;
import io.lucidgen.training.Updater;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;

/** The training step and the first state of each family. */
public final class TrainingSteps {

    private TrainingSteps() {}

    /**
     * A family's step, or that of a {@link BinaryClassifier}.
     *
     * @param batch examples of a batch, at least 1
     */
    public static TrainingStep create(
            ModelDefinition definition, ModelConfig model, TrainingConfig training, int batch) {
        StepSettings settings = StepSettings.of(training, batch);
        return definition.family().equals(BinaryClassifier.FAMILY)
                ? new ClassifierStep(definition, settings)
                : ModelFamilies.named(definition.family()).step(definition, model, settings);
    }

    /**
     * The state before the first round: drawn parameters and, where they are kept, their moving averages, empty optimiser
     * state, cursors at the beginning.
     */
    public static ModelState initialState(ModelDefinition definition, TrainingConfig training, int workers, long seed) {
        DataType precision = StepSettings.dataType(training);
        SortedMap<String, SlotVector> slots = new TreeMap<>();
        int index = 0;
        for (NetworkDefinition network : definition.networks().values()) {
            Network drawn = Network.initialised(network, precision, Seeds.derive(seed, index++));
            slots.put(ModelState.parametersOf(network.name()), SlotVector.of(drawn.parameters()));
            Updater.slotLengths(training.optimizer(), network.name(), network.parameterCount())
                    .forEach((slot, length) -> slots.put(slot, SlotVector.zeros(precision, length)));
        }
        if (training.keepsAverage()) {
            for (String network : ModelFamilies.named(definition.family()).averagedNetworks(definition)) {
                SlotVector drawn = slots.get(ModelState.parametersOf(network));
                slots.put(ModelState.emaOf(network), drawn.slice(0, drawn.length()));
            }
        }
        return new ModelState(slots, Counters.ZERO, Collections.nCopies(workers, 0L));
    }
}
