package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.Network;
import io.lucidgen.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The statistics of batch normalisation belong to the parameters that they stand beside. */
class NormalizationStatisticsTest {

    private static final int BATCH = 1000;

    @Test
    void inferenceComesCloseToWhatTrainingComputes() {
        Model model = new Model(TinyModels.convolutionalGan());
        double before = model.difference("generator");
        model.refresh();

        assertThat(before).isGreaterThan(0.1);
        assertThat(model.difference("generator")).isLessThan(0.15 * before);
    }

    @Test
    void heldOutExamplesAreReconstructedAsTrainingOnesAre() {
        Model model = new Model(TinyModels.convolutionalVae());
        double unmeasured = model.heldOutLoss();
        double training = model.trainingLoss();
        model.refresh();

        assertThat(Math.abs(unmeasured / training - 1)).isGreaterThan(0.01);
        assertThat(model.heldOutLoss() / training).isCloseTo(1, within(0.003));
    }

    @Test
    void theyDoNotDependOnWhatStoodThereBefore() {
        Model model = new Model(TinyModels.convolutionalGan());
        model.refresh();
        ModelState once = model.state();
        model.refresh();

        assertThat(model.state()).isEqualTo(once);
    }

    @Test
    void aModelWithoutNormalisationStaysAsItIs() {
        Model model = new Model(TinyModels.gan());
        ModelState before = model.state();
        model.refresh();

        assertThat(model.state()).isEqualTo(before);
    }

    private static final class Model {
        private final ModelDefinition definition;
        private final ModelState start;
        private final LocalTrainer trainer;

        Model(ModelConfig config) {
            TrainingConfig training = TinyModels.training(OptimizerKind.SGD, 0.1);
            this.definition = TinyModels.define(config);
            this.start = TrainingSteps.initialState(definition, training, 1, 5);
            this.trainer =
                    new LocalTrainer(TrainingSteps.create(definition, config, training, BATCH), TinyModels.FEATURES);
            trainer.restore(start);
        }

        void refresh() {
            trainer.step().refreshStatistics(examples(), 11);
        }

        double heldOutLoss() {
            return trainer.step().heldOut(examples(), 13).values().get("held-out-reconstruction-loss");
        }

        /** The loss of a step from the start, which is where the parameters are put back to. */
        double trainingLoss() {
            INDArray batch = examples().get(NDArrayIndex.interval(0, BATCH), NDArrayIndex.all());
            double loss = trainer.step().update(batch, 17, 0).values().get("reconstruction-loss");
            trainer.restore(start);
            return loss;
        }

        private static INDArray examples() {
            RandomStream random = new RandomStream(7);
            double[] values = new double[2 * BATCH * TinyModels.FEATURES];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextUniform();
            }
            return Nd4j.createFromArray(values).reshape(2 * BATCH, TinyModels.FEATURES);
        }

        ModelState state() {
            return new ModelState(trainer.snapshot(), start.counters(), start.cursors());
        }

        /** Largest difference between samples as in training and in inference, from latents of a large batch. */
        double difference(String name) {
            Network network = new Network(
                    definition.network(name),
                    state().slot(ModelState.parametersOf(name)).toArray());
            return sample(network, ExecutionMode.TRAINING)
                    .sub(sample(network, ExecutionMode.INFERENCE))
                    .amaxNumber()
                    .doubleValue();
        }

        private static INDArray sample(Network network, ExecutionMode mode) {
            Execution execution = network.execution(1000, mode, GradientRequest.none());
            float[] latents = new float[1000 * TinyModels.LATENT];
            new RandomStream(3).fillGaussian(latents);
            execution.input("latent").assign(Nd4j.createFromArray(latents).reshape(1000, TinyModels.LATENT));
            execution.forward();
            return execution.tensor("sample");
        }
    }
}
