package io.lucidgen.training;

import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a training step must know besides the model.
 *
 * @param precision FLOAT, or DOUBLE for proofs
 * @param batch examples of a batch, at least 1
 * @param noise where latents come from
 */
public record StepSettings(OptimizerConfig optimizer, DataType precision, int batch, Noise noise) {

    /** Those of a configuration, with another batch size where there are few examples. */
    public static StepSettings of(TrainingConfig config, int batch) {
        return new StepSettings(config.optimizer(), dataType(config), batch, Noise.ofPrior());
    }

    /** The precision of all numbers of a training. */
    public static DataType dataType(TrainingConfig config) {
        return switch (config.precision()) {
            case FLOAT -> DataType.FLOAT;
            case DOUBLE -> DataType.DOUBLE;
        };
    }
}
