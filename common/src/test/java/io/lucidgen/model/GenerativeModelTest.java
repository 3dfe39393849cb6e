package io.lucidgen.model;

import static org.assertj.core.api.Assertions.assertThat;
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
                latents[i] = Latents.draw(Latents.seed(9, i), LATENT);
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
                .containsExactly(model.criticLogit(samples).orElseThrow().toDoubleVector(), within(1e-6));
    }

    @Test
    void vaeExplainsItsReconstructionErrorAndItsLatentMeans() {
        GenerativeModel model = model(ModelConfig.VAE);
        INDArray samples = samples(model, 4);
        List<ExplainedTarget> targets = model.targets(List.of(2, 0));

        assertThat(targets)
                .extracting(ExplainedTarget::label)
                .containsExactly("reconstruction-error", "latent-mean 2", "latent-mean 0");
        INDArray error = samples.sub(model.reconstruct(samples).orElseThrow());
        assertThat(value(targets.get(0), samples))
                .containsExactly(error.mul(error).sum(1).toDoubleVector(), within(1e-4));
        assertThat(model.criticLogit(samples)).isEmpty();
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
            latents[i] = Latents.draw(i, LATENT);
        }
        return model.generate(Latents.rows(latents));
    }

    private static GenerativeModel model(String family) {
        ModelConfig config = ConfigLoader.defaultsWith(
                        family.equals(ModelConfig.GAN)
                                ? new String[] {
                                    "model.name=m",
                                    "model.family=gan",
                                    "model.latent-size=" + LATENT,
                                    "model.gan.generator-layers=[40, 72]",
                                    "model.adversarial.discriminator-layers=[64, 24]",
                                    "model.adversarial.discriminator-dropout=0.3",
                                    "model.adversarial.real-label=0.9"
                                }
                                : new String[] {
                                    "model.name=m",
                                    "model.family=vae",
                                    "explanation.latent-dimensions=[0]",
                                    "model.latent-size=" + LATENT,
                                    "model.vae.encoder-layers=[48]",
                                    "model.vae.decoder-layers=[56]",
                                    "model.vae.kl-warmup-steps=0"
                                })
                .model();
        DatasetDescription dataset = new DatasetDescription(
                1,
                "d",
                Modality.IMAGE,
                SampleShape.image(1, 28, 28),
                FeatureType.UINT8,
                new FeatureStatistics(0, 255, 70, 90, 100),
                List.of(),
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
