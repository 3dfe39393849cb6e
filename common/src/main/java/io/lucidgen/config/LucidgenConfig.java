package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * Everything that a run can be told.
 *
 * @param root the directory, as any Hadoop URI, that everything is written under
 * @param seed where all randomness starts
 */
public record LucidgenConfig(
        String root,
        long seed,
        DatasetConfig dataset,
        ModelConfig model,
        TrainingConfig training,
        AveragingConfig averaging,
        GenerationConfig generation,
        ExplanationConfig explanation,
        EvaluationConfig evaluation,
        ReportConfig report)
        implements Serializable {

    /** @throws IllegalArgumentException when sections contradict one another */
    public LucidgenConfig {
        List<String> offered = model.offeredTargets();
        List<String> explained = explanation.targets().isEmpty() ? offered : explanation.targets();
        int latentSize = model.latentSize();
        new Problems()
                .notBlank("root", root)
                .agree(
                        offered.containsAll(explanation.targets()),
                        "explanation.targets",
                        List.of("model.family"),
                        "must be among " + offered + ", which is what model.family = " + model.family() + " offers")
                .agree(
                        !explained.contains(ExplanationConfig.LATENT_MEAN)
                                || explanation.latentDimensions().stream().allMatch(k -> k < latentSize),
                        "explanation.latent-dimensions",
                        List.of("model.latent-size"),
                        "must be below model.latent-size = " + latentSize)
                .refuse();
    }
}
