package io.lucidgen.model;

import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;

/** A kind of generative model: which networks it is made of and what a trained one can do. */
public interface ModelFamily {

    /** The value of {@code model.family} that selects it. */
    String name();

    /** The networks for samples of a dataset. */
    ModelDefinition define(ModelConfig config, DatasetDescription dataset);

    /** A trained model, ready to generate and to be explained. */
    GenerativeModel load(ModelDefinition definition, ModelState state);
}
