package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.Likelihood;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.data.BatchSource;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.network.HostCopy;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LocalTrainerTest {

    private static final int BATCH = 4;
    private static final int STEPS = 5;

    static Stream<ModelConfig> families() {
        return Stream.of(
                TinyModels.gan(),
                TinyModels.convolutionalGan("model.adversarial.packing=2", "model.adversarial.instance-noise=0.3"),
                TinyModels.gan("model.adversarial.loss=wasserstein", "model.adversarial.spectral-normalization=true"),
                TinyModels.gan("model.condition=label", "model.adversarial.minibatch-deviation=true"),
                TinyModels.infoGan(),
                TinyModels.vae(Likelihood.GAUSSIAN_LEARNED, 3),
                TinyModels.convolutionalVae("model.vae.total-correlation=2", "model.vae.binarization=dynamic"),
                TinyModels.vaeGan());
    }

    /** Whatever a step keeps for the next one must not lie in memory that the next one uses anew. */
    @ParameterizedTest
    @MethodSource("families")
    void stepsThatShareScratchMemoryComeToTheSameBits(ModelConfig config) {
        ModelDefinition definition = TinyModels.define(config);
        TrainingConfig training = TinyModels.training(OptimizerKind.ADAM, 0.01, 0.5);
        ModelState start = TrainingSteps.initialState(definition, training, 1, 5);
        LocalTrainer trainer =
                new LocalTrainer(TrainingSteps.create(definition, config, training, BATCH), TinyModels.FEATURES);
        LocalTrainer bare =
                new LocalTrainer(TrainingSteps.create(definition, config, training, BATCH), TinyModels.FEATURES);
        trainer.restore(start);
        bare.restore(start);

        for (int round = 0; round < 2; round++) {
            Counters before = new Counters(round, (long) round * STEPS, (long) round * STEPS * BATCH);
            StepMetrics found = trainer.steps(before, batches(round), STEPS, 9, 1, 1);
            assertThat(found).isEqualTo(steps(bare.step(), before, batches(round)));
            assertThat(trainer.snapshot()).isEqualTo(bare.snapshot());
            trainer.step().refreshStatistics(examples(), new int[2 * BATCH], 3);
            bare.step().refreshStatistics(examples(), new int[2 * BATCH], 3);
            assertThat(trainer.step().heldOut(examples(), new int[2 * BATCH], 4))
                    .isEqualTo(bare.step().heldOut(examples(), new int[2 * BATCH], 4));
        }
    }

    /** The same without scratch memory. */
    private static StepMetrics steps(TrainingStep step, Counters before, BatchSource batches) {
        StepMetrics.Mean mean = new StepMetrics.Mean();
        float[] features = new float[BATCH * TinyModels.FEATURES];
        int[] labels = new int[BATCH];
        INDArray batch = Nd4j.create(step.precision(), new long[] {BATCH, TinyModels.FEATURES}, 'c');
        for (int k = 0; k < STEPS; k++) {
            batches.next(features, labels);
            HostCopy.write(features, batch);
            mean.add(step.update(batch, labels, Seeds.derive(9, before.rounds(), 1, k), before.steps() + k, 1), 1);
        }
        return mean.result();
    }

    private static BatchSource batches(int round) {
        RandomStream random = new RandomStream(round + 1);
        return new BatchSource() {
            @Override
            public int batchSize() {
                return BATCH;
            }

            @Override
            public void next(float[] features, int[] labels) {
                for (int i = 0; i < features.length; i++) {
                    features[i] = (float) random.nextUniform();
                }
                Arrays.setAll(labels, row -> (row + round) % 3);
            }
        };
    }

    private static INDArray examples() {
        double[] values = new double[2 * BATCH * TinyModels.FEATURES];
        Arrays.setAll(values, i -> (i * 7 % 11) / 11.0);
        return Nd4j.createFromArray(values).reshape('c', 2 * BATCH, TinyModels.FEATURES);
    }
}
