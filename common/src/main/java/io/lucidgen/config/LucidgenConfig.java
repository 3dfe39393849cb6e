package io.lucidgen.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        List<String> offered = model.section().targets();
        List<String> explained = explanation.targets().isEmpty() ? offered : explanation.targets();
        List<String> decisive = EarlyStoppingConfig.offered(model.section(), training.keepsAverage());
        int latentSize = model.latentSize();
        new Problems()
                .notBlank("root", root)
                .agree(
                        !training.earlyStopping().isOn()
                                || decisive.contains(training.earlyStopping().metric()),
                        "training.early-stopping.metric",
                        List.of("model.family", "training.ema-decay"),
                        "must be among " + decisive + ", which are measured for these settings")
                .agree(
                        !model.section().isAdversarial()
                                || training.batchSize() % model.adversarial().packing() == 0,
                        "training.batch-size",
                        List.of("model.adversarial.packing"),
                        "must be a multiple of model.adversarial.packing = "
                                + model.adversarial().packing())
                .agree(
                        !model.section().isAdversarial()
                                || training.heldOutExamples()
                                                % model.adversarial().packing()
                                        == 0,
                        "training.held-out-examples",
                        List.of("model.adversarial.packing"),
                        "must be a multiple of model.adversarial.packing = "
                                + model.adversarial().packing())
                .agree(
                        !averaging.discriminator().perWorker()
                                || model.section().isAdversarial(),
                        "averaging.discriminator.per-worker",
                        List.of("model.family"),
                        "needs a discriminator, which a model of family = " + model.family() + " has not")
                .agree(
                        !generation.gate().enabled() || model.section().isAdversarial(),
                        "generation.gate.enabled",
                        List.of("model.family"),
                        "needs a discriminator, which a model of family = " + model.family() + " has not")
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

    /** Settings that another setting turns off, so that giving them a value is a misunderstanding. */
    List<Problem> idle() {
        List<Problem> idle = new ArrayList<>();
        String familyReason = "has no meaning for model.family = " + model.family();
        for (String family : FamilySections.names()) {
            if (!family.equals(model.family())) {
                idle.add(new Problem("model." + family, familyReason, List.of("model.family")));
            }
        }
        if (!model.section().isAdversarial()) {
            idle.add(new Problem("model.adversarial", familyReason, List.of("model.family")));
        }
        idle.addAll(idleLayers());
        if (training.optimizer().kind() == OptimizerKind.SGD) {
            for (String key : OptimizerConfig.ADAM_ONLY) {
                String kind = "training.optimizer.kind";
                String setting = "training.optimizer." + key;
                idle.add(new Problem(setting, "has no meaning for " + kind + " = sgd", List.of(kind)));
            }
            String kind = "training.optimizer.kind";
            idle.add(new Problem(
                    "averaging.updater-state", "has no meaning for " + kind + " = sgd, which has none", List.of(kind)));
        }
        idle.addAll(idleDatasetSettings());
        if (!averaging.discriminator().perWorker()) {
            String perWorker = "averaging.discriminator.per-worker";
            for (String key : DiscriminatorConfig.PER_WORKER_ONLY) {
                idle.add(new Problem(
                        "averaging.discriminator." + key, "has no meaning without " + perWorker, List.of(perWorker)));
            }
        }
        if (!generation.gate().enabled()) {
            String enabled = "generation.gate.enabled";
            for (String key : GateConfig.WITH_GATE_ONLY) {
                idle.add(new Problem("generation.gate." + key, "has no meaning without " + enabled, List.of(enabled)));
            }
        }
        if (!training.earlyStopping().isOn()) {
            String metric = "training.early-stopping.metric";
            for (String key : EarlyStoppingConfig.WITH_METRIC_ONLY) {
                idle.add(new Problem(
                        "training.early-stopping." + key, "has no meaning without " + metric, List.of(metric)));
            }
        }
        idle.addAll(training.stability().idle("training.stability", model));
        return idle;
    }

    /** The settings of other formats of data. */
    private List<Problem> idleDatasetSettings() {
        List<String> idleKeys = new ArrayList<>();
        if (dataset.format().equals(DatasetConfig.SHAPES)) {
            idleKeys.addAll(DatasetConfig.FILES_ONLY);
        } else {
            idleKeys.add("shapes");
        }
        if (!dataset.format().equals(DatasetConfig.STACKED)) {
            idleKeys.add("stacked");
        }
        String reason = "has no meaning for dataset.format = " + dataset.format();
        return idleKeys.stream()
                .map(key -> new Problem("dataset." + key, reason, List.of("dataset.format")))
                .toList();
    }

    /** The settings of hidden layers that the model has none of. */
    private List<Problem> idleLayers() {
        String setting = "model.architecture";
        String reason = "has no meaning for " + setting + " = "
                + model.architecture().name().toLowerCase(Locale.ROOT);
        List<String> keys = new ArrayList<>();
        if (model.architecture() == Architecture.DENSE) {
            keys.add("model.convolutions");
        } else {
            model.section().denseOnly().forEach(key -> keys.add("model." + model.family() + "." + key));
            keys.add("model.adversarial.discriminator-layers");
        }
        return keys.stream()
                .map(key -> new Problem(key, reason, List.of(setting)))
                .toList();
    }
}
