package io.lucidgen.jobs.internals;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.internals.GeneratorProbe;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/**
 * What a task needs to probe a generator.
 *
 * @param parameters the model's parameters; other slots are not needed
 * @param seed of the latents
 */
record ProbedModel(ModelDefinition definition, Broadcast<ModelState> parameters, ExplanationConfig config, long seed)
        implements Serializable {

    GenerativeModel load() {
        return ModelFamilies.load(definition, parameters.value());
    }

    GeneratorProbe probe(GenerativeModel model) {
        return new GeneratorProbe(
                model, GeneratorProbe.bank(model, config.internals().samples(), seed));
    }
}
