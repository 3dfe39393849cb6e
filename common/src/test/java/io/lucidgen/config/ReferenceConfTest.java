package io.lucidgen.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReferenceConfTest {
    private static final Config REFERENCE = ConfigFactory.parseResources("reference.conf");

    @Test
    void holdsOneKeyForEachComponentAndNoOther() {
        TreeSet<String> keys = new TreeSet<>();
        REFERENCE.getConfig("lucidgen").entrySet().forEach(entry -> keys.add(entry.getKey()));

        assertThat(keys).isEqualTo(new TreeSet<>(SettingKeys.settings()));
        assertThat(REFERENCE.root().keySet()).containsExactly("lucidgen");
    }

    @Test
    void explainsEveryKey() {
        List<String> unexplained = SettingKeys.settings().stream()
                .filter(key -> REFERENCE
                        .getValue("lucidgen." + key)
                        .origin()
                        .comments()
                        .isEmpty())
                .toList();

        // One comment may stand above a few keys that belong together.
        assertThat(unexplained)
                .containsExactly(
                        "dataset.train-labels",
                        "dataset.test-images",
                        "dataset.test-labels",
                        "model.adversarial.instance-noise-steps",
                        "training.optimizer.beta2",
                        "generation.grid-columns",
                        "explanation.occlusion.stride",
                        "explanation.rise.keep",
                        "evaluation.scorer-batch-size",
                        "evaluation.scorer-averaging-frequency",
                        "evaluation.scorer-learning-rate");
    }

    @Test
    void givesTheseDefaults() {
        LucidgenConfig expected = new LucidgenConfig(
                "lucidgen-data",
                1,
                new DatasetConfig(
                        "fashion-mnist",
                        "idx",
                        "data/fashion-mnist/train-images-idx3-ubyte.gz",
                        "data/fashion-mnist/train-labels-idx1-ubyte.gz",
                        "data/fashion-mnist/t10k-images-idx3-ubyte.gz",
                        "data/fashion-mnist/t10k-labels-idx1-ubyte.gz",
                        List.of(),
                        0,
                        new ShapesConfig(64, 60000, 10000, 1),
                        new StackedConfig(128000, 26000, 1)),
                new ModelConfig(
                        "fashion-gan",
                        "gan",
                        100,
                        Condition.NONE,
                        Architecture.DENSE,
                        new ConvolutionConfig(List.of(64, 128), 0, true, true),
                        new AdversarialConfig(
                                List.of(1024, 512, 256),
                                0.2,
                                0,
                                1,
                                AdversarialLoss.NON_SATURATING,
                                1,
                                UpdateOrder.ALTERNATING,
                                1,
                                1,
                                false,
                                false,
                                0,
                                0,
                                0),
                        new GanConfig(List.of(128, 256, 512, 1024), WeightInitialization.GLOROT_UNIFORM)),
                new TrainingConfig(
                        128,
                        500,
                        1000,
                        10,
                        50,
                        2,
                        Precision.FLOAT,
                        0,
                        LearningRateDecayConfig.NONE,
                        0,
                        0.05,
                        EarlyStoppingConfig.NONE,
                        new OptimizerConfig(OptimizerKind.ADAM, 2e-4, 0.9, 0.999, 1e-8, 0),
                        new StabilityConfig(
                                StabilityAction.LOG,
                                2000,
                                3,
                                0.5,
                                3,
                                new StabilityConfig.ModeCollapse(true, 0.7, 0.4),
                                new StabilityConfig.VanishingGradient(true, 0.01),
                                new StabilityConfig.OverpoweringDiscriminator(true, 0.98),
                                new StabilityConfig.PosteriorCollapse(true, 0.1, 0.1),
                                new StabilityConfig.NotFinite(true, 0.5))),
                new AveragingConfig(
                        2,
                        Sharding.MIXED,
                        20,
                        0,
                        1024,
                        1 << 25,
                        0,
                        0.5,
                        UpdaterState.AVERAGE,
                        OuterStepConfig.NONE,
                        DiscriminatorConfig.AVERAGED),
                new GenerationConfig(1000, 4, 8, 4, WeightChoice.EMA, new GateConfig(false, 0, 20)),
                new ExplanationConfig(
                        1000,
                        List.of(),
                        List.of("saliency", "input-x-gradient", "integrated-gradients", "occlusion"),
                        List.of(),
                        List.of(),
                        List.of(0, 1, 2, 3),
                        4,
                        BaselineKind.BLACK,
                        new LrpEpsilonConfig(1e-6),
                        new IntegratedGradientsConfig(50),
                        new AdaptiveIntegratedGradientsConfig(9, 729, 0.01),
                        new SmoothGradConfig(50, 0.15),
                        new GradientShapConfig(10, 200),
                        new OcclusionConfig(4, 4),
                        new RiseConfig(2000, 7, 0.5),
                        new KernelShapConfig(7, 1000),
                        new ExplanationQualityConfig(50, 10, 5, 64, 4, 0.02, 0.7),
                        new AutomaticMethodsConfig(false, 200, 0, 16),
                        new InternalsConfig(true, 60, 8, 5, 6, 2000),
                        new SurrogatesConfig(true, 3000, 8, 3, 0.5),
                        new SharedMapsConfig(false, 1, 1e-5, 1),
                        4,
                        16,
                        0.05),
                new EvaluationConfig(3, 64, 20, 1e-3, 5, 5000, 50, 500, 5000, 0.8, 4, 0.7),
                new ReportConfig(12, "", List.of()));

        assertThat(ConfigLoader.defaultsWith()).isEqualTo(expected);
    }

    @Test
    void defaultsCanBeSentToExecutors() throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(ConfigLoader.defaultsWith());
        }
    }
}
