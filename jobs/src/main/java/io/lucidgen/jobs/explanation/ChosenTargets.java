package io.lucidgen.jobs.explanation;

import io.lucidgen.config.ExplainedUnit;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.error.UserException;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentTargets;
import io.lucidgen.model.UnitTargets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        List<ExplainedTarget> units = units(model, config.explainedUnits());
        if (config.targets().isEmpty()) {
            return Stream.concat(ofSamples, units.stream()).toList();
        }
        // Each target of latents holds a copy of the generator: none is made that is not asked for.
        Stream<ExplainedTarget> ofLatents = config.targets().stream().flatMap(name -> switch (name) {
            case ExplanationConfig.CRITIC_LOGIT_BY_LATENT -> LatentTargets.logits(model).stream();
            case ExplanationConfig.REGION_BY_LATENT -> LatentTargets.regions(model, config.regions()).stream();
            default -> Stream.empty();
        });
        Stream<ExplainedTarget> chosen = Stream.concat(ofSamples, ofLatents)
                .filter(target -> config.targets().contains(target.kind().label()));
        return Stream.concat(chosen, units.stream()).toList();
    }

    private static List<ExplainedTarget> units(GenerativeModel model, List<ExplainedUnit> units) {
        return IntStream.range(0, units.size())
                .mapToObj(index -> UnitTargets.of(model, units.get(index), index)
                        .orElseThrow(() -> refused(
                                "units",
                                units.get(index).name(),
                                "the model has no such network, layer or unit; its layers are %s"
                                        .formatted(layers(model)),
                                "Name one of these and a unit that it has, from 0 on")))
                .toList();
    }

    private static String layers(GenerativeModel model) {
        return Arrays.stream(ExplainedUnit.Part.values())
                .flatMap(part -> UnitTargets.layers(model, part).stream()
                        .map(layer -> new ExplainedUnit(part, layer, 0).name().replaceFirst("/0$", "")))
                .collect(Collectors.joining(", "));
    }

    private static UserException refused(String setting, Object value, String reason, String change) {
        return UserException.usage("explain the model", "explanation." + setting, value, reason, change);
    }
}
