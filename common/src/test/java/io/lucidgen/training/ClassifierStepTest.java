package io.lucidgen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.BatchSource;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.BinaryClassifier;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.random.RandomStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without hidden layers the classifier is a logistic regression, whose gradient is known: mean((sigmoid(l) - y) x). */
class ClassifierStepTest {

    private static final int FEATURES = 6;
    private static final int BATCH = 4;
    private static final double RATE = 0.5;
    private static final int[] LABELS = {1, 0, 0, 1};

    private final LucidgenConfig config = ConfigLoader.defaultsWith(
            "training.precision=double", "training.optimizer.kind=sgd", "training.optimizer.learning-rate=" + RATE);
    private final float[] examples = new float[BATCH * FEATURES];

    ClassifierStepTest() {
        new RandomStream(7).fillGaussian(examples);
    }

    @Test
    void aStepOfPlainDescentIsThatOfLogisticRegression() {
        ModelDefinition definition = definition(List.of());
        ModelState start = TrainingSteps.initialState(definition, config.training(), 1, 3);
        double[] expected = doubles(start);
        double[] gradient = new double[FEATURES + 1];
        for (int row = 0; row < BATCH; row++) {
            double logit = expected[FEATURES];
            for (int i = 0; i < FEATURES; i++) {
                logit += examples[row * FEATURES + i] * expected[i];
            }
            double error = 1 / (1 + Math.exp(-logit)) - LABELS[row];
            for (int i = 0; i < FEATURES; i++) {
                gradient[i] += error * examples[row * FEATURES + i] / BATCH;
            }
            gradient[FEATURES] += error / BATCH;
        }
        for (int i = 0; i <= FEATURES; i++) {
            expected[i] -= RATE * gradient[i];
        }

        LocalResult result = trainer(definition).train(start, new OneBatch(LABELS), 1, 1, 0);

        SlotVector parameters = result.slots().get(ModelState.parametersOf(BinaryClassifier.NETWORK));
        for (int i = 0; i <= FEATURES; i++) {
            assertThat(parameters.value(i)).isCloseTo(expected[i], within(1e-12));
        }
        assertThat(result.examples()).isEqualTo(BATCH);
    }

    @Test
    void stepsLowerTheLossThroughHiddenLayersToo() {
        ModelDefinition definition = definition(List.of(8, 5));
        ModelState start = TrainingSteps.initialState(definition, config.training(), 1, 3);

        double first = loss(trainer(definition).train(start, new OneBatch(LABELS), 1, 1, 0));
        double mean = loss(trainer(definition).train(start, new OneBatch(LABELS), 50, 1, 0));

        assertThat(mean).isLessThan(first);
    }

    @Test
    void aLabelThatIsNoClassIsRefused() {
        ModelDefinition definition = definition(List.of());
        ModelState start = TrainingSteps.initialState(definition, config.training(), 1, 3);

        assertThatThrownBy(() -> trainer(definition).train(start, new OneBatch(new int[] {0, 1, 2, 0}), 1, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label 2");
    }

    private static double loss(LocalResult result) {
        return result.metrics().values().get("classifier-loss");
    }

    private static double[] doubles(ModelState state) {
        SlotVector parameters = state.slot(ModelState.parametersOf(BinaryClassifier.NETWORK));
        double[] values = new double[parameters.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.value(i);
        }
        return values;
    }

    private LocalTrainer trainer(ModelDefinition definition) {
        return new LocalTrainer(TrainingSteps.create(definition, config.model(), config.training(), BATCH), FEATURES);
    }

    private static ModelDefinition definition(List<Integer> layers) {
        DatasetDescription dataset = new DatasetDescription(
                1,
                "tiny",
                Modality.IMAGE,
                SampleShape.image(1, 2, 3),
                FeatureType.UINT8,
                new FeatureStatistics(0, 255, 100, 50, 10),
                List.of(),
                Map.of(Split.TRAIN, 10L),
                0,
                "0123456789abcdef0123456789abcdef");
        return BinaryClassifier.define(layers, 0.2, dataset);
    }

    /** The same batch again and again. */
    private final class OneBatch implements BatchSource {
        private final int[] given;

        private OneBatch(int[] labels) {
            this.given = labels;
        }

        @Override
        public int batchSize() {
            return BATCH;
        }

        @Override
        public void next(float[] features, int[] labels) {
            System.arraycopy(examples, 0, features, 0, features.length);
            System.arraycopy(given, 0, labels, 0, labels.length);
        }
    }
}
