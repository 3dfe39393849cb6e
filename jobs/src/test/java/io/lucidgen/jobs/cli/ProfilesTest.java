package io.lucidgen.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.config.AdversarialLoss;
import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.GanConfig;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.config.WeightInitialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that are shipped under conf. */
class ProfilesTest {
    private static final Path CONF = Path.of("../conf");

    @ParameterizedTest
    @MethodSource("files")
    void everyShippedFileIsValid(Path file) {
        assertThat(load(file.getFileName().toString()).dataset().name()).isNotBlank();
    }

    @Test
    void theTutorialIsTheArticlesNetwork() {
        LucidgenConfig tutorial = load("tutorial.conf");

        assertThat(tutorial.model().latentSize()).isEqualTo(100);
        assertThat(tutorial.model().settings(GanConfig.class))
                .isEqualTo(new GanConfig(List.of(128, 256, 512, 1024), WeightInitialization.GLOROT_UNIFORM));
        assertThat(tutorial.model().adversarial()).isEqualTo(adversarial(0, 1));
        assertThat(tutorial.training().optimizer())
                .isEqualTo(new OptimizerConfig(OptimizerKind.ADAM, 2e-4, 0.9, 0.999, 1e-8, 0));
    }

    @Test
    void theStableTutorialDiffersOnlyInWhatKeepsItStable() {
        LucidgenConfig tutorial = load("tutorial.conf");
        LucidgenConfig stable = load("tutorial-stable.conf");

        assertThat(stable.model().settings(GanConfig.class))
                .isEqualTo(new GanConfig(
                        tutorial.model().settings(GanConfig.class).generatorLayers(), WeightInitialization.HE_NORMAL));
        assertThat(stable.model().adversarial()).isEqualTo(adversarial(0.3, 0.9));
        assertThat(stable.training().optimizer())
                .isEqualTo(new OptimizerConfig(OptimizerKind.ADAM, 2e-4, 0.5, 0.999, 1e-8, 0));
        assertThat(stable.training().batchSize()).isEqualTo(128);
        assertThat(stable.training().emaDecay()).isEqualTo(0.999);
        assertThat(stable.training().emaRampUp()).isEqualTo(0.05);
    }

    @Test
    void mnistDiffersFromFashionByConfigurationAlone() {
        LucidgenConfig fashion = load("tutorial-stable.conf");
        LucidgenConfig mnist = load("mnist.conf");

        assertThat(fashion.dataset().classNames())
                .hasSize(10)
                .startsWith("t-shirt/top")
                .endsWith("ankle boot");
        assertThat(mnist.dataset().classNames()).isEmpty();
        assertThat(mnist.dataset().trainImages()).isEqualTo("data/mnist/train-images-idx3-ubyte.gz");
        assertThat(mnist.training()).isEqualTo(fashion.training());
        assertThat(mnist.model().settings(GanConfig.class))
                .isEqualTo(fashion.model().settings(GanConfig.class));
    }

    private static AdversarialConfig adversarial(double dropout, double realLabel) {
        return new AdversarialConfig(
                List.of(1024, 512, 256),
                0.2,
                dropout,
                1,
                AdversarialLoss.NON_SATURATING,
                realLabel,
                UpdateOrder.ALTERNATING,
                1,
                1,
                false,
                false,
                0,
                0,
                0);
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(CONF)) {
            return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList().stream();
        }
    }

    private static LucidgenConfig load(String name) {
        return ConfigLoader.load(Optional.of(CONF.resolve(name).toString()), List.of(), new Configuration());
    }
}
