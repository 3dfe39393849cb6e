package io.lucidgen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a trained model gives to the jobs that generate, evaluate and explain. */
class GenerativeModelTest {

    private static final int LATENT = 16;

    @Test
    void sampleIsTheSameBitsAloneAndAmongOthers() {
        for (String family : List.of(ModelConfig.GAN, ModelConfig.VAE)) {
            GenerativeModel model = model(family);
            float[][] latents = new float[150][];
            for (int i = 0; i < latents.length; i++) {
                latents[i] = Latents.draw(Latents.seed(9, i), model.definition().prior());
            }
            INDArray together = model.generate(Latents.rows(latents));
            for (int i : new int[] {0, 37, 63, 64, 149}) {
                INDArray alone = model.generate(Latents.rows(new float[][] {latents[i]}));
                assertThat(alone.toFloatVector()).isEqualTo(together.getRow(i).toFloatVector());
            }
        }
    }

    @Test
    void ganExplainsTheLogitThatItReports() {
        GenerativeModel model = model(ModelConfig.GAN);
        INDArray samples = samples(model, 4);
        List<ExplainedTarget> targets = model.targets(List.of());

        assertThat(targets).extracting(ExplainedTarget::label).containsExactly("critic-logit");
        assertThat(value(targets.get(0), samples))
                .containsExactly(model.criticLogit(samples, null).orElseThrow().toDoubleVector(), within(1e-6));
    }

    @Test
    void ganThatIsToldClassesExplainsTheLogitOfASamplesClass() {
        GenerativeModel model = model(ModelConfig.GAN, "model.condition=label");
        float[][] latents = new float[4][];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = Latents.draw(i, model.definition().prior());
        }
        INDArray samples = model.generate(Latents.rows(latents));
        int[] labels = {1, 0, 2, 1};
        double[] logits = model.criticLogit(samples, labels).orElseThrow().toDoubleVector();

        List<ExplainedTarget> targets = model.targets(List.of());
        assertThat(targets)
                .extracting(ExplainedTarget::label)
                .containsExactly("critic-logit 0", "critic-logit 1", "critic-logit 2");
        for (int i = 0; i < labels.length; i++) {
            int row = i;
            List<ExplainedTarget> concerned = targets.stream()
                    .filter(target -> target.concerns(latents[row], labels[row]))
                    .toList();
            assertThat(concerned)
                    .singleElement()
                    .extracting(ExplainedTarget::index)
                    .isEqualTo(labels[i]);
            assertThat(value(concerned.get(0), samples)[i]).isEqualTo(logits[i], within(1e-6));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> model.criticLogit(samples, new int[] {1, 0, 2, -1}));
    }

    @Test
    void vaeGanExplainsWhatItsCriticAndItsEncoderSay() {
        GenerativeModel model = model("vae-gan");
        INDArray samples = samples(model, 3);
        List<ExplainedTarget> targets = model.targets(List.of(1));

        assertThat(targets)
                .extracting(ExplainedTarget::label)
                .containsExactly("critic-logit", "reconstruction-error", "latent-mean 1");
        assertThat(value(targets.get(0), samples))
                .containsExactly(model.criticLogit(samples, null).orElseThrow().toDoubleVector(), within(1e-6));
        INDArray error = samples.sub(model.reconstruct(samples, null).orElseThrow());
        assertThat(value(targets.get(1), samples))
                .containsExactly(error.mul(error).sum(1).toDoubleVector(), within(1e-4));
    }

    @Test
    void infoGanExplainsItsLogitAndTheCodesThatASampleWasDrawnFrom() {
        GenerativeModel model = model(ModelConfig.INFOGAN);
        float[] latent = Latents.draw(5, model.definition().prior());
        int category =
                model.definition().prior().placed(LatentPrior.Role.CODE).get(0).category(latent, 0);

        assertThat(latent).hasSize(LATENT + 4 + 2);
        assertThat(model.targets(List.of())).hasSize(1 + 4 + 2);
        assertThat(model.targets(List.of()).stream().filter(target -> target.concerns(latent, -1)))
                .extracting(ExplainedTarget::label)
                .containsExactly("critic-logit", "latent-code " + category, "latent-code 4", "latent-code 5");
    }

    @Test
    void vaeThatIsToldClassesExplainsTheErrorOfASamplesClass() {
        GenerativeModel model = model(ModelConfig.VAE, "model.condition=label");
        INDArray samples = samples(model, 4);
        int[] labels = {2, 0, 1, 1};
        INDArray error = samples.sub(model.reconstruct(samples, labels).orElseThrow());
        double[] errors = error.mul(error).sum(1).toDoubleVector();

        for (int i = 0; i < labels.length; i++) {
            int row = i;
            List<ExplainedTarget> concerned = model.targets(List.of(0)).stream()
                    .filter(target -> target.concerns(null, labels[row]))
                    .toList();
            assertThat(concerned)
                    .extracting(ExplainedTarget::label)
                    .containsExactly("reconstruction-error " + labels[i], "latent-mean 0");
            assertThat(value(concerned.get(0), samples)[i]).isEqualTo(errors[i], within(1e-4));
        }
        assertThat(model.latentVariables().orElseThrow().latentSize()).isEqualTo(LATENT);
        assertThatIllegalArgumentException().isThrownBy(() -> model.reconstruct(samples, null));
    }

    @Test
    void vaeExplainsItsReconstructionErrorAndItsLatentMeans() {
        GenerativeModel model = model(ModelConfig.VAE);
        INDArray samples = samples(model, 4);
        List<ExplainedTarget> targets = model.targets(List.of(2, 0));

        assertThat(targets)
                .extracting(ExplainedTarget::label)
                .containsExactly("reconstruction-error", "latent-mean 2", "latent-mean 0");
        INDArray error = samples.sub(model.reconstruct(samples, null).orElseThrow());
        assertThat(value(targets.get(0), samples))
                .containsExactly(error.mul(error).sum(1).toDoubleVector(), within(1e-4));
        assertThat(model.criticLogit(samples, null)).isEmpty();
    }

    private static double[] value(ExplainedTarget target, INDArray samples) {
        Execution execution =
                target.network().execution((int) samples.size(0), ExecutionMode.INFERENCE, GradientRequest.none());
        execution.input(ExplainedTarget.INPUT).assign(samples);
        execution.forward();
        return execution.tensor(ExplainedTarget.OUTPUT).castTo(DataType.DOUBLE).toDoubleVector();
    }

    private static INDArray samples(GenerativeModel model, int count) {
        float[][] latents = new float[count][];
        for (int i = 0; i < count; i++) {
            latents[i] = Latents.draw(i, model.definition().prior());
        }
        return model.generate(Latents.rows(latents));
    }

    private static GenerativeModel model(String family, String... more) {
        Map<String, List<String>> settings = Map.of(
                ModelConfig.GAN,
                List.of(
                        "model.gan.generator-layers=[40, 72]",
                        "model.adversarial.discriminator-layers=[64, 24]",
                        "model.adversarial.discriminator-dropout=0.3",
                        "model.adversarial.real-label=0.9"),
                ModelConfig.INFOGAN,
                List.of("model.infogan.generator-layers=[40]", "model.infogan.categorical-codes=[4]"),
                "vae-gan",
                List.of(
                        "explanation.latent-dimensions=[0]",
                        "model.vae-gan.encoder-layers=[48]",
                        "model.vae-gan.decoder-layers=[56]",
                        "model.adversarial.discriminator-layers=[24]"),
                ModelConfig.VAE,
                List.of(
                        "explanation.latent-dimensions=[0]",
                        "model.vae.encoder-layers=[48]",
                        "model.vae.decoder-layers=[56]",
                        "model.vae.kl-warmup-steps=0"));
        List<String> first = List.of("model.name=m", "model.family=" + family, "model.latent-size=" + LATENT);
        ModelConfig config = ConfigLoader.defaultsWith(Stream.of(first, settings.get(family), List.of(more))
                        .flatMap(List::stream)
                        .toArray(String[]::new))
                .model();
        DatasetDescription dataset = new DatasetDescription(
                1,
                "d",
                Modality.IMAGE,
                SampleShape.image(1, 28, 28),
                FeatureType.UINT8,
                new FeatureStatistics(0, 255, 70, 90, 100),
                List.of("shirt", "shoe", "bag"),
                Map.of(Split.TRAIN, 100L, Split.TEST, 10L),
                0,
                "0123456789abcdef0123456789abcdef");
        ModelDefinition definition = ModelFamilies.named(family).define(config, dataset);
        TreeMap<String, SlotVector> slots = new TreeMap<>();
        for (NetworkDefinition network : definition.networks().values()) {
            slots.put(
                    ModelState.parametersOf(network.name()),
                    SlotVector.of(
                            Network.initialised(network, DataType.FLOAT, 3).parameters()));
        }
        return ModelFamilies.named(family).load(definition, new ModelState(slots, Counters.ZERO, List.of(0L)));
    }
}
