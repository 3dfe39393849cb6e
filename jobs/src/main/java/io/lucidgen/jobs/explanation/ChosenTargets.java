package io.lucidgen.jobs.explanation;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.error.UserException;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentTargets;
import java.util.List;
import java.util.stream.Stream;

/** Which of a model's scalars are explained. */
final class ChosenTargets {

    private ChosenTargets() {}

    /** @throws UserException (exit 2) if the configuration asks for what the model does not offer */
    static List<ExplainedTarget> of(GenerativeModel model, ExplanationConfig config) {
        // Which kinds there are does not depend on the dimensions, and dimension 0 always exists.
        List<String> offered = ModelFamilies.named(model.definition().family()).targets();
        if (!offered.containsAll(config.targets())) {
            throw refused(
                    "targets",
                    config.targets(),
                    "a model of family " + model.definition().family() + " offers only " + offered,
                    "Name some of these, or none to explain all that are of a sample");
        }
        int latentSize = model.definition().latentSize();
        if (offered.contains(ExplanationConfig.LATENT_MEAN)
                && config.latentDimensions().stream().anyMatch(dimension -> dimension >= latentSize)) {
            throw refused(
                    "latent-dimensions",
                    config.latentDimensions(),
                    "the model's latents have " + latentSize + " dimensions, from 0 on",
                    "Name dimensions below " + latentSize);
        }
        Stream<ExplainedTarget> ofSamples = model.targets(config.latentDimensions()).stream();
        if (config.targets().isEmpty()) {
            return ofSamples.toList();
        }
        // Each target of latents holds a copy of the generator: none is made that is not asked for.
        Stream<ExplainedTarget> ofLatents = config.targets().stream().flatMap(name -> switch (name) {
            case ExplanationConfig.CRITIC_LOGIT_BY_LATENT -> LatentTargets.logits(model).stream();
            case ExplanationConfig.REGION_BY_LATENT -> LatentTargets.regions(model, config.regions()).stream();
            default -> Stream.empty();
        });
        return Stream.concat(ofSamples, ofLatents)
                .filter(target -> config.targets().contains(target.kind().label()))
                .toList();
    }

    private static UserException refused(String setting, Object value, String reason, String change) {
        return UserException.usage("explain the model", "explanation." + setting, value, reason, change);
    }
}
