package io.lucidgen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigProblemsTest {
    @TempDir
    private Path folder;

    @Test
    void allProblemsAreReportedAtOnceEachWithItsOrigin() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.conf"), """
                lucidgen {
                  seed = many
                  training { rounds = 0, optimizer { learning-rate = -1 } }
                  trainig { batch-size = 5 }
                  model.adversarial.real-label = 1.5
                }
                rounds = 5
                """);

        assertThatThrownBy(() -> ConfigLoader.load(
                        Optional.of(file.toString()),
                        List.of("averaging.workers=0", "training.batch-siz=3", "noise"),
                        new Configuration()))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage(String.join(
                        "\n  ",
                        "Cannot use the settings of config=" + file + ": 9 of them are wrong. Correct:",
                        "--set noise does not read key=value",
                        "rounds stands outside the section lucidgen { } that holds all settings (" + file + ":7)",
                        "seed = \"many\" must be a whole number (" + file + ":2)",
                        "model.adversarial.real-label = 1.5 must lie in (0, 1] (" + file + ":5)",
                        "training.optimizer.learning-rate = -1 must be above 0 (" + file + ":3)",
                        "training.batch-siz is not a setting; did you mean training.batch-size? (--set)",
                        "training.rounds = 0 must be at least 1 (" + file + ":3)",
                        "averaging.workers = 0 must be at least 1 (--set)",
                        "trainig is not a setting; did you mean training? (" + file + ":4)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    root=                                | root = "" must not be empty
                    seed=1.5                             | seed = 1.5 must be a whole number
                    training=5                           | training = 5 must be a section { }
                    training.rounds=3000000000           | training.rounds = 3000000000 must lie in [-2147483647, 2147483647]
                    training.rounds=null                 | training.rounds = null must have a value
                    training.precision=half              | training.precision = "half" must be float or double
                    training.optimizer.learning-rate=NaN | training.optimizer.learning-rate = "NaN" must be a number
                    training.optimizer.beta1=1           | training.optimizer.beta1 = 1 must lie in [0, 1)
                    dataset.format=png                   | dataset.format = "png" must be idx, stacked or shapes
                    dataset.max-bad-fraction=1.1         | dataset.max-bad-fraction = 1.1 must lie in [0, 1]
                    dataset.class-names=[a, b, a]        | dataset.class-names = ["a", "b", "a"] must not name an entry twice
                    model.name=My Model                  | model.name = "My Model" must consist of a-z and 0-9, with single hyphens between words
                    model.family=gam                     | model.family = "gam" must be gan, infogan, vae or vae-gan
                    model.convolutions.filters=[]        | model.convolutions.filters = [] must name at least one entry
                    model.convolutions.batch-normalization=1 | model.convolutions.batch-normalization = 1 must be true or false
                    model.adversarial.loss=lsgan         | model.adversarial.loss = "lsgan" must be non-saturating, minimax, least-squares, hinge or wasserstein
                    model.adversarial.packing=0          | model.adversarial.packing = 0 must be at least 1
                    model.adversarial.generator-rate=0   | model.adversarial.generator-rate = 0 must be above 0
                    model.adversarial.leaky-slope=1      | model.adversarial.leaky-slope = 1 must lie in [0, 1)
                    model.gan.generator-layers=[128, 0]  | model.gan.generator-layers = [128, 0] must hold numbers of at least 1
                    model.gan.generator-layers=[1.5]     | model.gan.generator-layers = [1.5] holds 1.5, which must be a whole number
                    model.gan.generator-layers=[]        | model.gan.generator-layers = [] must name at least one entry
                    model.gan.generator-layers=128       | model.gan.generator-layers = 128 must be a list, as in [a, b]
                    explanation.methods=[lime]           | explanation.methods = ["lime"] holds lime, but each entry must be saliency, input-x-gradient, guided-backpropagation, deconvolution, lrp-epsilon, deep-lift, integrated-gradients, adaptive-integrated-gradients, smooth-grad, smooth-grad-squared, var-grad, gradient-shap, grad-cam, occlusion, rise or kernel-shap
                    explanation.samples=0                | explanation.samples = 0 must be at least 1
                    explanation.sources=[fake]           | explanation.sources = ["fake"] holds fake, but each entry must be generated, real or training
                    explanation.sources=[real, real]     | explanation.sources = ["real", "real"] must not name an entry twice
                    explanation.max-relative-gap=0       | explanation.max-relative-gap = 0 must be above 0
                    explanation.automatic.seconds=-1     | explanation.automatic.seconds = -1 must be at least 0
                    explanation.internals.untrained=0    | explanation.internals.untrained = 0 must be at least 1
                    explanation.units=[dense1]           | explanation.units = ["dense1"] must be of the form critic/LAYER/UNIT, encoder/LAYER/UNIT or generator/LAYER/UNIT
                    explanation.surrogates.samples=49    | explanation.surrogates.samples = 49 must be at least 50
                    explanation.surrogates.depth=6       | explanation.surrogates.depth = 6 must be at most 5: nobody reads more cases
                    explanation.surrogates.min-r2=1      | explanation.surrogates.min-r2 = 1 must be below 1
                    explanation.shared-maps.epsilon=0    | explanation.shared-maps.epsilon = 0 must be above 0
                    explanation.shared-maps.delta=1      | explanation.shared-maps.delta = 1 must be below 1
                    """)
    void aValueThatMakesNoSenseIsRefused(String set, String problem) {
        assertProblems(List.of(set), problem + " (--set)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    training.batchSize=5    | training.batchSize is not a setting; did you mean training.batch-size? (--set)
                    training.batch_size=5   | training.batch_size is not a setting; did you mean training.batch-size? (--set)
                    learning-rate=5         | learning-rate is not a setting; did you mean training.optimizer.learning-rate? (--set)
                    generation.sample=5     | generation.sample is not a setting; did you mean generation.samples? (--set)
                    trainig.rounds=5        | trainig is not a setting; did you mean training? (--set)
                    zebra=5                 | zebra is not a setting (--set)
                    a b.c={=5               | --set a b.c is not the name of a setting, as in training.rounds
                    explanation.targets=[x  | explanation.targets = [x cannot be read: a list is written [a, b], in quotes for the shell (--set)
                    =5                      | --set with the value 5 does not read key=value
                    """)
    void aSettingThatDoesNotExistIsRefusedWithAGuess(String set, String problem) {
        assertProblems(List.of(set), problem);
    }

    @Test
    void sectionsThatContradictOneAnotherAreRefused() {
        assertProblems(
                List.of("explanation.targets=[latent-mean]"),
                "explanation.targets = [\"latent-mean\"] must be among [critic-logit, critic-logit-by-latent, region-by-latent, unit], which is what model.family = gan"
                        + " offers (--set; model.family: default)");
        assertProblems(
                List.of("model.family=vae", "model.latent-size=3"),
                "explanation.latent-dimensions = [0, 1, 2, 3] must be below model.latent-size = 3"
                        + " (default; model.latent-size: --set)");
        assertProblems(
                List.of("explanation.occlusion.window=2"),
                "explanation.occlusion.stride = 4 must be at most window = 2, or pixels between the windows are never"
                        + " hidden (default; explanation.occlusion.window: --set)");
        assertProblems(
                List.of("explanation.kernel-shap.cells=30"),
                "explanation.kernel-shap.coalitions = 1000 must be at least 1800, two for each of the cells * cells cells"
                        + " (default; explanation.kernel-shap.cells: --set)");
        assertProblems(
                List.of(
                        "explanation.adaptive-integrated-gradients.fewest-steps=1000",
                        "explanation.adaptive-integrated-gradients.tolerance=0"),
                "explanation.adaptive-integrated-gradients.most-steps = 729 must be at least fewest-steps = 1000"
                        + " (default; explanation.adaptive-integrated-gradients.fewest-steps: --set)",
                "explanation.adaptive-integrated-gradients.tolerance = 0 must be above 0 (--set)");
        assertProblems(
                List.of("explanation.rise.keep=1", "explanation.rise.masks=1", "explanation.smooth-grad.noise=0"),
                "explanation.smooth-grad.noise = 0 must be above 0 (--set)",
                "explanation.rise.masks = 1 must be at least 2 (--set)",
                "explanation.rise.keep = 1 must lie in [0, 1) (--set)");
        assertProblems(
                List.of("explanation.shared-maps.enabled=true", "explanation.automatic.enabled=true"),
                "explanation.shared-maps.enabled = true must be false where automatic.enabled is true: which method was"
                        + " chosen would tell of the rows (--set; explanation.automatic.enabled: --set)");
        assertProblems(
                List.of("explanation.shared-maps.enabled=true", "explanation.methods=[saliency, gradient-shap]"),
                "explanation.methods = [\"saliency\", \"gradient-shap\"] must not hold gradient-shap where"
                        + " shared-maps.enabled is true: it compares each row with others, so that one row would be in the maps"
                        + " of all (--set; explanation.shared-maps.enabled: --set)");
        assertProblems(
                List.of("explanation.samples=1", "explanation.sources=[generated, real]"),
                "explanation.samples = 1 must be at least 2, one for each of sources (--set; explanation.sources: --set)");
        assertProblems(
                List.of("generation.samples=31"),
                "generation.samples = 31 must fill the grid of 4 x 8 samples"
                        + " (--set; generation.grid-rows: default; generation.grid-columns: default)");
        assertProblems(
                List.of("evaluation.reference-examples=5"),
                "evaluation.neighbours = 5 must be below reference-examples = 5"
                        + " (default; evaluation.reference-examples: --set)");
    }

    @Test
    void aSettingThatAnotherOneTurnsOffIsRefused() {
        assertProblems(
                List.of("model.vae.beta=4"),
                "model.vae.beta = 4 has no meaning for model.family = gan (--set; model.family: default)");
        assertProblems(
                List.of("model.adversarial.loss=hinge", "model.adversarial.real-label=0.9"),
                "model.adversarial.real-label = 0.9 has no meaning for a loss without a target"
                        + " (--set; model.adversarial.loss: --set)");
        assertProblems(
                List.of("model.adversarial.instance-noise-steps=9"),
                "model.adversarial.instance-noise-steps = 9 has no meaning without instance-noise"
                        + " (--set; model.adversarial.instance-noise: default)");
        assertProblems(
                List.of("model.adversarial.packing=3"),
                "training.batch-size = 128 must be a multiple of model.adversarial.packing = 3"
                        + " (default; model.adversarial.packing: --set)",
                "training.held-out-examples = 1000 must be a multiple of model.adversarial.packing = 3"
                        + " (default; model.adversarial.packing: --set)");
        assertProblems(
                List.of("model.family=infogan", "model.condition=label"),
                "model.condition = \"label\" cannot be met by a model of family = infogan (--set; model.family: --set)");
        assertProblems(
                List.of("model.condition=label", "model.adversarial.packing=2"),
                "model.adversarial.packing = 2 must be 1 where the discriminator says something of each sample besides the"
                        + " logit of a pack (--set; model.family: default; model.condition: --set)");
        assertProblems(
                List.of("model.family=vae", "model.vae.likelihood=gaussian", "model.vae.binarization=dynamic"),
                "model.vae.binarization = \"dynamic\" has no meaning for a likelihood that is not bernoulli"
                        + " (--set; model.vae.likelihood: --set)");
        assertProblems(
                List.of("generation.gate.draws=5"),
                "generation.gate.draws = 5 has no meaning without generation.gate.enabled"
                        + " (--set; generation.gate.enabled: default)");
        assertProblems(
                List.of("model.convolutions.hidden-units=9"),
                "model.convolutions.hidden-units = 9 has no meaning for model.architecture = dense"
                        + " (--set; model.architecture: default)");
        assertProblems(
                List.of("model.architecture=convolutional", "model.gan.generator-layers=[9]"),
                "model.gan.generator-layers = [9] has no meaning for model.architecture = convolutional"
                        + " (--set; model.architecture: --set)");
        assertProblems(
                List.of("model.family=vae", "model.adversarial.real-label=0.9"),
                "model.adversarial.real-label = 0.9 has no meaning for model.family = vae (--set; model.family: --set)");
        assertProblems(
                List.of("training.optimizer.kind=sgd", "training.optimizer.beta1=0.5"),
                "training.optimizer.beta1 = 0.5 has no meaning for training.optimizer.kind = sgd"
                        + " (--set; training.optimizer.kind: --set)");
        assertProblems(
                List.of("training.optimizer.kind=sgd", "averaging.updater-state=reset"),
                "averaging.updater-state = \"reset\" has no meaning for training.optimizer.kind = sgd, which has none"
                        + " (--set; training.optimizer.kind: --set)");
        assertProblems(
                List.of("model.adversarial.spectral-normalization=true", "model.adversarial.weight-clip=0.1"),
                "model.adversarial.spectral-normalization = true is one way of bounding the weights and weight-clip is"
                        + " another (--set; model.adversarial.weight-clip: --set)");
        assertProblems(
                List.of("model.architecture=convolutional", "model.adversarial.spectral-normalization=true"),
                "model.adversarial.spectral-normalization = true bounds nothing in a discriminator that normalises over the"
                        + " batch (--set; model.convolutions.discriminator-normalization: default)");
        assertProblems(
                List.of("averaging.discriminator.swap-every=3"),
                "averaging.discriminator.swap-every = 3 has no meaning without averaging.discriminator.per-worker"
                        + " (--set; averaging.discriminator.per-worker: default)");
        assertProblems(
                List.of("model.family=vae", "averaging.discriminator.per-worker=true"),
                "averaging.discriminator.per-worker = true needs a discriminator, which a model of family = vae has not"
                        + " (--set; model.family: --set)");
        assertProblems(
                List.of("averaging.updater-state=local", "averaging.discriminator.per-worker=true"),
                "averaging.updater-state = \"local\" must not be local where workers keep their discriminators, whose"
                        + " moments go with them (--set; averaging.discriminator.per-worker: --set)");
        assertProblems(
                List.of("dataset.shapes.side=32"),
                "dataset.shapes.side = 32 has no meaning for dataset.format = idx (--set; dataset.format: default)");
        assertProblems(
                List.of("dataset.format=shapes", "dataset.stacked.seed=2"),
                "dataset.stacked.seed = 2 has no meaning for dataset.format = shapes (--set; dataset.format: --set)");
        assertProblems(
                List.of("dataset.format=shapes", "dataset.train-images=x"),
                "dataset.train-images = \"x\" has no meaning for dataset.format = shapes (--set; dataset.format: --set)");
        assertThat(ConfigLoader.defaultsWith("training.optimizer.kind=sgd")
                        .training()
                        .optimizer()
                        .kind())
                .isEqualTo(OptimizerKind.SGD);
    }

    @Test
    void aRefusedValueDoesNotLeadToFurtherComplaints() {
        assertProblems(
                List.of("model.family=vea", "explanation.targets=[latent-mean]", "model.vae.beta=4"),
                "model.family = \"vea\" must be gan, infogan, vae or vae-gan (--set)");
        assertProblems(
                List.of("model.family=vae", "model.latent-size=few", "explanation.latent-dimensions=[200]"),
                "model.latent-size = \"few\" must be a whole number (--set)");
        assertProblems(
                List.of("model.family=vae", "model.vae.beta=2", "model.latent-size=1"),
                "explanation.latent-dimensions = [0, 1, 2, 3] must be below model.latent-size = 1"
                        + " (default; model.latent-size: --set)");
    }

    @Test
    void anEarlyStopNeedsPatienceAndAMeasureThatIsMade() {
        assertProblems(
                List.of(
                        "training.early-stopping.metric=held-out-negative-elbo",
                        "training.optimizer.clip-norm=-1",
                        "training.early-stopping.min-delta=-0.5"),
                "training.early-stopping.min-delta = -0.5 must be at least 0 (--set)",
                "training.early-stopping.patience = 0 must be at least 1 where there is a metric"
                        + " (default; training.early-stopping.metric: --set)",
                "training.optimizer.clip-norm = -1 must be at least 0 (--set)");
        assertProblems(
                List.of(
                        "model.family=vae",
                        "training.early-stopping.metric=ema-held-out-negative-elbo",
                        "training.early-stopping.patience=1"),
                "training.early-stopping.metric = \"ema-held-out-negative-elbo\" must be among [held-out-negative-elbo,"
                        + " held-out-reconstruction-loss], which are measured for these settings (--set;"
                        + " model.family: --set; training.ema-decay: default)");
        assertProblems(
                List.of("training.early-stopping.patience=3"),
                "training.early-stopping.patience = 3 has no meaning without training.early-stopping.metric"
                        + " (--set; training.early-stopping.metric: default)");
        assertProblems(
                List.of("training.ema-decay=1", "training.ema-ramp-up=1.5", "training.warm-up-steps=-1"),
                "training.warm-up-steps = -1 must be at least 0 (--set)",
                "training.ema-decay = 1 must lie in [0, 1) (--set)",
                "training.ema-ramp-up = 1.5 must lie in [0, 1] (--set)");
    }

    @Test
    void monitorsNeedThresholdsThatCanBeCrossedAndAnActionThatUsesItsSettings() {
        assertProblems(
                List.of(
                        "training.stability.action=explode",
                        "training.stability.patience=0",
                        "training.stability.lower-rate-by=1",
                        "training.stability.mode-collapse.min-variety=0",
                        "training.stability.overpowering-discriminator.accuracy=1",
                        "training.stability.not-finite.on=maybe"),
                "training.stability.action = \"explode\" must be log, lower-rate, roll-back or end (--set)",
                "training.stability.mode-collapse.min-variety = 0 must be above 0 (--set)",
                "training.stability.overpowering-discriminator.accuracy = 1 must lie in (0.5, 1) (--set)",
                "training.stability.not-finite.on = \"maybe\" must be true or false (--set)",
                "training.stability.patience = 0 must be at least 1 (--set)",
                "training.stability.lower-rate-by = 1 must lie in (0, 1) (--set)");
        assertProblems(
                List.of("training.stability.lower-rate-by=0.25", "training.stability.max-roll-backs=1"),
                "training.stability.lower-rate-by = 0.25 has no meaning for an action that keeps the rate"
                        + " (--set; training.stability.action: default)",
                "training.stability.max-roll-backs = 1 has no meaning for an action other than roll-back"
                        + " (--set; training.stability.action: default)");
        assertProblems(
                List.of("model.family=vae", "training.stability.mode-collapse.on=false"),
                "training.stability.mode-collapse.on = false has no meaning for model.family = vae"
                        + " (--set; model.family: --set)");
    }

    @Test
    void credentialsAreNeverShown() {
        assertThatThrownBy(() -> ConfigLoader.defaultsWith("fs.s3a.secret.key=hunter2", "training.password=hunter2"))
                .isInstanceOf(UserException.class)
                .hasMessageNotContaining("hunter2");
        ResolvedSettings resolved = ConfigLoader.resolve(
                Optional.empty(), List.of("root=s3a://key:hunter2@bucket/x"), new Configuration(false));
        assertThat(resolved.config().root()).contains("hunter2");
        assertThat(resolved.settings()).contains(new ResolvedSetting("root", "\"s3a://(hidden)@bucket/x\"", "--set"));
        assertThat(Secrets.shown("store.access-key", "hunter2")).isEqualTo("(hidden)");
    }

    @Test
    void aRecordBuiltByHandIsCheckedTheSameWay() {
        assertThatThrownBy(() -> new AveragingConfig(
                        0,
                        Sharding.MIXED,
                        1,
                        0,
                        0,
                        1,
                        0.5,
                        0.5,
                        UpdaterState.AVERAGE,
                        OuterStepConfig.NONE,
                        DiscriminatorConfig.AVERAGED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workers must be at least 1; block-size must be at least 1;"
                        + " straggler-factor must be above 1, or 0 to wait for every worker");
    }

    private static void assertProblems(List<String> sets, String... problems) {
        String count = problems.length == 1 ? "one of them is wrong" : problems.length + " of them are wrong";
        assertThatThrownBy(() -> ConfigLoader.defaultsWith(sets.toArray(String[]::new)))
                .isInstanceOf(UserException.class)
                .hasMessage("Cannot use the settings: " + count + ". Correct:\n  "
                        + String.join("\n  ", Arrays.asList(problems)));
    }
}
