package io.lucidgen.training;

import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.Precision;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.model.BinaryClassifier;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.random.Seeds;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;

/** The training step and the first state of each family. */
public final class TrainingSteps {

    private TrainingSteps() {}

    /**
     * A family's step.
     *
     * @param batch examples of a batch, at least 1
     */
    public static TrainingStep create(
            ModelDefinition definition, ModelConfig model, TrainingConfig training, int batch) {
        OptimizerConfig optimizer = training.optimizer();
        DataType precision = dataType(training.precision());
        return switch (definition.family()) {
            case ModelConfig.GAN -> new GanStep(definition, model.gan(), optimizer, precision, batch, Noise.gaussian());
            case ModelConfig.VAE -> new VaeStep(definition, model.vae(), optimizer, precision, batch, Noise.gaussian());
            case BinaryClassifier.FAMILY -> new ClassifierStep(definition, optimizer, precision, batch);
            default -> throw new IllegalArgumentException("There is no training step for " + definition.family());
        };
    }

    /**
     * The state before the first round: drawn parameters and, where they are kept, their moving averages, empty optimiser
     * state, cursors at the beginning.
     */
    public static ModelState initialState(ModelDefinition definition, TrainingConfig training, int workers, long seed) {
        DataType precision = dataType(training.precision());
        SortedMap<String, SlotVector> slots = new TreeMap<>();
        int index = 0;
        for (NetworkDefinition network : definition.networks().values()) {
            Network drawn = Network.initialised(network, precision, Seeds.derive(seed, index++));
            slots.put(ModelState.parametersOf(network.name()), SlotVector.of(drawn.parameters()));
            Updater.slotLengths(training.optimizer(), network.name(), network.parameterCount())
                    .forEach((slot, length) -> slots.put(slot, SlotVector.zeros(precision, length)));
        }
        if (new MovingAverage(training.emaDecay()).isKept()) {
            for (String network : MovingAverage.networks(definition)) {
                SlotVector drawn = slots.get(ModelState.parametersOf(network));
                slots.put(ModelState.emaOf(network), drawn.slice(0, drawn.length()));
            }
        }
        return new ModelState(slots, Counters.ZERO, Collections.nCopies(workers, 0L));
    }

    private static DataType dataType(Precision precision) {
        return switch (precision) {
            case FLOAT -> DataType.FLOAT;
            case DOUBLE -> DataType.DOUBLE;
        };
    }
}
