package io.lucidgen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    private Path folder;

    @Test
    void everySettingOfAFileArrives() throws IOException {
        Path file = write("full.conf", """
                lucidgen {
                  root = "hdfs://namenode:8020/lucidgen"
                  seed = 7
                  dataset {
                    name = letters, format = idx
                    train-images = a, train-labels = b, test-images = c, test-labels = d
                    class-names = [alpha, beta], max-bad-fraction = 0.25
                  }
                  model {
                    name = letter-vae, family = vae, latent-size = 3
                    vae { encoder-layers = [5], decoder-layers = [6, 7], likelihood = gaussian, beta = 4
                          free-bits = 0.5, total-correlation = 0.25, kl-warmup-steps = 6,
                          kl-warmup-from = 8 }
                  }
                  training {
                    batch-size = 3, rounds = 4, held-out-examples = 5, held-out-every = 6, checkpoint-every = 7
                    keep-checkpoints = 8, precision = double, warm-up-steps = 9, ema-decay = 0.5, ema-ramp-up = 0.75
                    learning-rate-decay { after = 0.25, to = 0.125 }
                    early-stopping { metric = held-out-negative-elbo, patience = 3, min-delta = 0.25 }
                    optimizer { kind = adam, learning-rate = 1e-3, beta1 = 0.5, beta2 = 0.9, epsilon = 1e-7
                      clip-norm = 2 }
                    stability { action = roll-back, grace-steps = 1, patience = 2, lower-rate-by = 0.25
                      max-roll-backs = 4, posterior-collapse { on = false, min-kl = 3, min-active-units = 0.5 }
                      not-finite { on = false, max-refused-share = 0.75 } }
                  }
                  averaging {
                    workers = 3, sharding = by-class, local-steps = 4, communication-share = 0.25, block-size = 5, chunk-size = 6
                    straggler-factor = 2.5, min-workers-share = 0.75, updater-state = local
                    outer { rate = 0.7, momentum = 0.9 }
                  }
                  generation { samples = 60, grid-rows = 2, grid-columns = 3, partitions = 9
                    weights = last }
                  explanation {
                    samples = 2, sources = [real], methods = [occlusion], targets = [latent-mean]
                    units = ["encoder/dense1/7"]
                    latent-dimensions = [2], regions = 3
                    baseline = mean, integrated-gradients.steps = 3, occlusion { window = 5, stride = 2 }
                    adaptive-integrated-gradients { fewest-steps = 4, most-steps = 36, tolerance = 0.25 }
                    smooth-grad { copies = 6, noise = 0.5 }, rise { masks = 8, cells = 3, keep = 0.75 }
                    kernel-shap { cells = 2, coalitions = 10 }, lrp-epsilon.epsilon = 0.125
                    quality {
                      samples = 3, curve-steps = 4, random-orders = 5, squares = 6, neighbours = 7, radius = 0.8
                      max-randomized-correlation = 0.9
                    }
                    automatic { enabled = true, passes = 30, seconds = 0.5, samples = 11 }
                    surrogates { enabled = false, samples = 60, terms = 4, depth = 2, min-r2 = 0.25 }
                    shared-maps { epsilon = 0.5, delta = 1e-6, clip = 2.5 }
                    internals { enabled = false, samples = 12, strongest = 3, untrained = 2, directions = 4, direction-samples = 50 }
                    gradient-shap { references = 2, samples = 12 }
                    partitions = 7, top-k = 6, max-relative-gap = 0.5
                  }
                  evaluation { scorer-epochs = 1, scorer-batch-size = 2, scorer-averaging-frequency = 3
                    scorer-learning-rate = 0.1, neighbours = 2, reference-examples = 6, bootstrap = 7
                    likelihood-examples = 8, likelihood-draws = 9
                    min-classes-found-share = 0.5, max-class-even-shares = 3
                    min-reconstruction-class-kept = 0.6 }
                  report { samples = 3 }
                }
                """);

        LucidgenConfig expected = new LucidgenConfig(
                "hdfs://namenode:8020/lucidgen",
                7,
                new DatasetConfig(
                        "letters",
                        "idx",
                        "a",
                        "b",
                        "c",
                        "d",
                        List.of("alpha", "beta"),
                        0.25,
                        new ShapesConfig(64, 60000, 10000, 1),
                        new StackedConfig(128000, 26000, 1)),
                new ModelConfig(
                        "letter-vae",
                        "vae",
                        3,
                        Condition.NONE,
                        Architecture.DENSE,
                        new ConvolutionConfig(List.of(64, 128), 0, true, true),
                        ConfigLoader.defaultsWith().model().adversarial(),
                        new VaeConfig(
                                List.of(5), List.of(6, 7), Likelihood.GAUSSIAN, Binarization.NONE, 4, 0.5, 0.25, 6, 8)),
                new TrainingConfig(
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        Precision.DOUBLE,
                        9,
                        new LearningRateDecayConfig(0.25, 0.125),
                        0.5,
                        0.75,
                        new EarlyStoppingConfig("held-out-negative-elbo", 3, 0.25),
                        new OptimizerConfig(OptimizerKind.ADAM, 1e-3, 0.5, 0.9, 1e-7, 2),
                        new StabilityConfig(
                                StabilityAction.ROLL_BACK,
                                1,
                                2,
                                0.25,
                                4,
                                new StabilityConfig.ModeCollapse(true, 0.7, 0.4),
                                new StabilityConfig.VanishingGradient(true, 0.01),
                                new StabilityConfig.OverpoweringDiscriminator(true, 0.98),
                                new StabilityConfig.PosteriorCollapse(false, 3, 0.5),
                                new StabilityConfig.NotFinite(false, 0.75))),
                new AveragingConfig(
                        3,
                        Sharding.BY_CLASS,
                        4,
                        0.25,
                        5,
                        6,
                        2.5,
                        0.75,
                        UpdaterState.LOCAL,
                        new OuterStepConfig(0.7, 0.9),
                        DiscriminatorConfig.AVERAGED),
                new GenerationConfig(60, 2, 3, 9, WeightChoice.LAST, new GateConfig(false, 0, 20)),
                new ExplanationConfig(
                        2,
                        List.of("real"),
                        List.of("occlusion"),
                        List.of("latent-mean"),
                        List.of("encoder/dense1/7"),
                        List.of(2),
                        3,
                        BaselineKind.MEAN,
                        new LrpEpsilonConfig(0.125),
                        new IntegratedGradientsConfig(3),
                        new AdaptiveIntegratedGradientsConfig(4, 36, 0.25),
                        new SmoothGradConfig(6, 0.5),
                        new GradientShapConfig(2, 12),
                        new OcclusionConfig(5, 2),
                        new RiseConfig(8, 3, 0.75),
                        new KernelShapConfig(2, 10),
                        new ExplanationQualityConfig(3, 4, 5, 6, 7, 0.8, 0.9),
                        new AutomaticMethodsConfig(true, 30, 0.5, 11),
                        new InternalsConfig(false, 12, 3, 2, 4, 50),
                        new SurrogatesConfig(false, 60, 4, 2, 0.25),
                        new SharedMapsConfig(false, 0.5, 1e-6, 2.5),
                        7,
                        6,
                        0.5),
                new EvaluationConfig(1, 2, 3, 0.1, 2, 6, 7, 8, 9, 0.5, 3, 0.6),
                new ReportConfig(3, "", List.of()));
        assertThat(load(file)).isEqualTo(expected);
        ModelConfig gan = ConfigLoader.defaultsWith(
                        "model.architecture=convolutional",
                        "model.convolutions.filters=[8, 9, 10]",
                        "model.convolutions.hidden-units=11",
                        "model.convolutions.batch-normalization=false",
                        "model.gan.initial-weights=he-normal",
                        "model.adversarial.leaky-slope=0",
                        "model.adversarial.discriminator-dropout=0.3",
                        "model.adversarial.packing=2",
                        "model.adversarial.loss=least-squares",
                        "model.adversarial.real-label=0.9",
                        "model.adversarial.updates=simultaneous",
                        "model.adversarial.generator-rate=5",
                        "model.adversarial.generator-every=3",
                        "model.adversarial.minibatch-deviation=true",
                        "model.convolutions.discriminator-normalization=false",
                        "model.adversarial.weight-clip=0.01",
                        "model.adversarial.instance-noise=0.1",
                        "model.adversarial.instance-noise-steps=7")
                .model();
        assertThat(gan.architecture()).isEqualTo(Architecture.CONVOLUTIONAL);
        assertThat(gan.convolutions()).isEqualTo(new ConvolutionConfig(List.of(8, 9, 10), 11, false, false));
        assertThat(gan.settings(GanConfig.class))
                .isEqualTo(new GanConfig(List.of(128, 256, 512, 1024), WeightInitialization.HE_NORMAL));
        assertThat(gan.adversarial())
                .isEqualTo(new AdversarialConfig(
                        List.of(1024, 512, 256),
                        0,
                        0.3,
                        2,
                        AdversarialLoss.LEAST_SQUARES,
                        0.9,
                        UpdateOrder.SIMULTANEOUS,
                        5,
                        3,
                        false,
                        true,
                        0.01,
                        0.1,
                        7));
    }

    @Test
    void fileOverridesDefaultAndSetOverridesBoth() throws IOException {
        Path file = write("site.conf", "lucidgen.training { rounds = 5, batch-size = 6 }\n\nlucidgen.seed = 3");

        ResolvedSettings resolved = ConfigLoader.resolve(
                Optional.of(file.toString()),
                List.of("training.rounds=6", "lucidgen.training.rounds = 7"),
                new Configuration());

        assertThat(resolved.config().training().rounds()).isEqualTo(7);
        assertThat(resolved.config().training().batchSize()).isEqualTo(6);
        assertThat(resolved.settings())
                .contains(
                        new ResolvedSetting("training.rounds", "7", "--set"),
                        new ResolvedSetting("training.batch-size", "6", file + ":1"),
                        new ResolvedSetting("seed", "3", file + ":3"),
                        new ResolvedSetting("training.optimizer.learning-rate", "2e-4", "default"));
        assertThat(resolved.settings()).extracting(ResolvedSetting::key).isEqualTo(SettingKeys.settings());
    }

    @Test
    void textGivenWithSetNeedsNoQuotes() {
        LucidgenConfig config = ConfigLoader.defaultsWith(
                "root=hdfs://namenode:8020/a b?x=y",
                "model.name=\"quoted\"",
                "explanation.methods=[saliency, \"occlusion\"]");

        assertThat(config.root()).isEqualTo("hdfs://namenode:8020/a b?x=y");
        assertThat(config.model().name()).isEqualTo("quoted");
        assertThat(config.explanation().methods()).containsExactly("saliency", "occlusion");
    }

    @Test
    void aFileIncludesItsNeighboursAndMayOverrideThem() throws IOException {
        Files.createDirectory(folder.resolve("parts"));
        write("parts/data.conf", "lucidgen.dataset.name = included\ninclude \"more.conf\"");
        write("parts/more.conf", "\nlucidgen.seed = 5");
        Path file = write("main.conf", "include \"parts/data.conf\"\nlucidgen.training.rounds = 5");

        ResolvedSettings resolved = ConfigLoader.resolve(Optional.of(file.toString()), List.of(), new Configuration());

        assertThat(resolved.settings())
                .contains(
                        new ResolvedSetting("dataset.name", "\"included\"", folder + "/parts/data.conf:1"),
                        new ResolvedSetting("seed", "5", folder + "/parts/more.conf:2"),
                        new ResolvedSetting("training.rounds", "5", file + ":2"));
    }

    @Test
    void aFileMayBeNamedByUri() throws IOException {
        Path file = write("by uri.conf", "lucidgen.seed = 9");

        assertThat(ConfigLoader.load(Optional.of("file://" + file), List.of(), new Configuration())
                        .seed())
                .isEqualTo(9);
    }

    @Test
    void aFileShippedIntoTheWorkingDirectoryIsFoundByItsName() {
        // Tests run in the folder of their module.
        assertThatThrownBy(
                        () -> ConfigLoader.load(Optional.of("/nowhere/at/all/pom.xml"), List.of(), new Configuration()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "Cannot read the configuration for config=/nowhere/at/all/pom.xml: line 1 is not");
    }

    @Test
    void settingsMayUseOneAnotherAndTheEnvironment() throws IOException {
        Path file = write(
                "site.conf",
                "lucidgen { root = /data, dataset.train-images = ${lucidgen.root}/train, model.name = ${SITE} }");

        assertThatThrownBy(() -> load(file))
                .isInstanceOf(UserException.class)
                .hasMessage("Cannot read the configuration for config=" + file + ": " + file
                        + ": 1: Could not resolve substitution to a value: ${SITE}. "
                        + "Define that name as a setting or in the environment.");
        assertThat(load(file, "model.name=x", "root=/other").dataset().trainImages())
                .isEqualTo("/other/train");
    }

    @Test
    void aMissingFileIsOneClearLine() {
        assertThatThrownBy(() -> load(folder.resolve("absent.conf")))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage(
                        "Cannot read the configuration for config=" + folder + "/absent.conf: there is no such file. "
                                + "Pass the path of a HOCON file, or leave the option out for the defaults.");
    }

    @Test
    void aMissingNeighbourIsAnErrorAndNotAnEmptyFile() throws IOException {
        Path file = write("main.conf", "include \"absent.conf\"");

        assertThatThrownBy(() -> load(file))
                .isInstanceOf(UserException.class)
                .hasMessage("Cannot read the configuration for config=" + folder
                        + "/absent.conf: there is no such file. " + "Correct the include in main.conf.");
    }

    @Test
    void filesThatIncludeOneAnotherDoNotHang() throws IOException {
        Path file = write("a.conf", "include \"b.conf\"");
        write("b.conf", "include \"a.conf\"");

        assertThatThrownBy(() -> load(file))
                .isInstanceOf(UserException.class)
                .hasMessage("Cannot read the configuration for config=" + folder
                        + "/b.conf: it includes itself by way of a.conf. Remove one of these includes.");
    }

    @Test
    void aFolderIsNoConfiguration() {
        assertThatThrownBy(() -> load(folder))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Cannot read the configuration for config=" + folder + ": ");
    }

    @Test
    void brokenSyntaxIsReportedWithItsLine() throws IOException {
        Path file = write("broken.conf", "lucidgen {\n  seed = [1\n}");

        assertThatThrownBy(() -> load(file))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Cannot read the configuration for config=" + file + ": line 3 is not HOCON: ")
                .hasMessageEndingWith("Correct the file.")
                .hasMessageNotContaining("\n");
    }

    private LucidgenConfig load(Path file, String... sets) {
        return ConfigLoader.load(Optional.of(file.toString()), List.of(sets), new Configuration());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
