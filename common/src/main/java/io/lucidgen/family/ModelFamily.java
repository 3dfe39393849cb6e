package io.lucidgen.family;

import io.lucidgen.config.FamilySection;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainingStep;
import java.util.List;

/**
 * A kind of generative model: the networks that it is made of, the step that trains them, and what a trained one can do.
 *
 * <p>A family is found by {@link java.util.ServiceLoader} under {@link FamilySection}, in this jar or another.
 */
public interface ModelFamily extends FamilySection {

    /** The networks for samples of a dataset. */
    ModelDefinition define(ModelConfig config, DatasetDescription dataset);

    /** The local update of all networks. */
    TrainingStep step(ModelDefinition definition, ModelConfig config, StepSettings settings);

    /**
     * The networks whose moving average is worth keeping: those that a sample goes through, and not a GAN's
     * discriminator.
     */
    List<String> averagedNetworks(ModelDefinition definition);

    /** A trained model, ready to generate and to be explained. */
    GenerativeModel load(ModelDefinition definition, ModelState state);
}
