package io.lucidgen.jobs.simplification;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.simplification.Response;
import io.lucidgen.simplification.SampleFeatures;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * What a task needs to say what a model does with some latents.
 *
 * @param parameters the model's parameters; other slots are not needed
 * @param regions along each axis
 * @param responses what is noted of each sample
 * @param seed of the latents
 */
record SimplifiedModel(
        ModelDefinition definition, Broadcast<ModelState> parameters, int regions, List<Response> responses, long seed)
        implements Serializable {

    GenerativeModel load() {
        return ModelFamilies.load(definition, parameters.value());
    }

    SampleFeatures features() {
        return new SampleFeatures(FeatureGrid.of(definition.sampleShape()), regions);
    }
}
