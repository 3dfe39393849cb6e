package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.data.BatchSource;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.random.RandomStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model that is told classes makes samples of the class that it is asked for: which third of the values is bright. */
class ConditionLearningTest {

    private static final int CLASSES = 3;
    private static final int BATCH = 32;
    private static final int STEPS = 1200;
    private static final int SAMPLES = 300;

    static Stream<ModelConfig> models() {
        return Stream.of(
                TinyModels.gan(
                        "model.gan.generator-layers=[32]",
                        "model.adversarial.discriminator-layers=[32]",
                        "model.condition=label"),
                TinyModels.convolutionalVae("model.vae.kl-warmup-steps=0", "model.condition=label"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void samplesAreOfTheClassThatWasAskedFor(ModelConfig config) {
        ModelDefinition definition = TinyModels.define(config);
        TrainingConfig training = TinyModels.training(OptimizerKind.ADAM, 2e-3);
        ModelState state = TrainingSteps.initialState(definition, training, 1, 3);
        LocalTrainer trainer =
                new LocalTrainer(TrainingSteps.create(definition, config, training, BATCH), TinyModels.FEATURES);
        ModelState trained = new ModelState(
                trainer.train(state, thirds(definition.normalizer().apply(0)), STEPS, 5, 0)
                        .slots(),
                state.counters(),
                state.cursors());

        int asAsked = asAsked(definition, trained);

        // By chance a third of them are.
        assertThat(asAsked).isGreaterThan(SAMPLES * 8 / 10);
    }

    /** Batches whose examples are bright in the third of their class, in the model's range from dark upwards. */
    private static BatchSource thirds(float dark) {
        RandomStream random = new RandomStream(11);
        return new BatchSource() {
            @Override
            public int batchSize() {
                return BATCH;
            }

            @Override
            public void next(float[] features, int[] labels) {
                for (int row = 0; row < labels.length; row++) {
                    labels[row] = random.nextInt(CLASSES);
                    for (int i = 0; i < TinyModels.FEATURES; i++) {
                        boolean bright = i / (TinyModels.FEATURES / CLASSES) == labels[row];
                        float value = (bright ? 0.8f : 0.2f) + 0.1f * (float) random.nextGaussian();
                        features[row * TinyModels.FEATURES + i] = dark + (1 - dark) * Math.max(0, Math.min(1, value));
                    }
                }
            }
        };
    }

    private static int asAsked(ModelDefinition definition, ModelState trained) {
        int size = definition.prior().size();
        float[] latents = new float[SAMPLES * size];
        definition.prior().fill(latents, new RandomStream(7));
        INDArray samples = ModelFamilies.load(definition, trained)
                .generate(Nd4j.createFromArray(latents).reshape('c', SAMPLES, size));
        int asAsked = 0;
        for (int row = 0; row < SAMPLES; row++) {
            double[] thirds = new double[CLASSES];
            for (int i = 0; i < TinyModels.FEATURES; i++) {
                thirds[i / (TinyModels.FEATURES / CLASSES)] += samples.getDouble(row, i);
            }
            int brightest = 0;
            for (int c = 1; c < CLASSES; c++) {
                brightest = thirds[c] > thirds[brightest] ? c : brightest;
            }
            asAsked += brightest == definition.prior().label().orElseThrow().category(latents, row * size) ? 1 : 0;
        }
        return asAsked;
    }
}
