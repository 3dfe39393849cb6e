package io.lucidgen.jobs.explanation;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.error.UserException;
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
        List<String> offered = Stream.concat(model.targets(List.of(0)).stream(), LatentTargets.of(model, 1).stream())
                .map(target -> target.kind().label())
                .distinct()
                .toList();
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
        return Stream.concat(ofSamples, LatentTargets.of(model, config.regions()).stream())
                .filter(target -> config.targets().contains(target.kind().label()))
                .toList();
    }

    private static UserException refused(String setting, Object value, String reason, String change) {
        return UserException.usage("explain the model", "explanation." + setting, value, reason, change);
    }
}
