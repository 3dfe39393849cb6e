package io.lucidgen.training;

import io.lucidgen.model.BinaryClassifier;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One update of a {@link BinaryClassifier}: the mean binary cross-entropy of a batch, from logits. */
public final class ClassifierStep implements TrainingStep {

    private final int batch;
    private final TrainableNetwork classifier;
    private final Execution judge;

    public ClassifierStep(ModelDefinition definition, StepSettings settings) {
        this.batch = settings.batch();
        this.classifier = new TrainableNetwork(definition, BinaryClassifier.NETWORK, settings);
        this.judge = classifier.network().execution(batch, ExecutionMode.TRAINING, GradientRequest.ofParameters());
    }

    @Override
    public List<TrainableNetwork> networks() {
        return List.of(classifier);
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public StepMetrics update(INDArray examples, int[] labels, long seed, long step, double rateShare) {
        judge.input(BinaryClassifier.INPUT).assign(examples);
        judge.forward();
        INDArray logits = judge.tensor(BinaryClassifier.LOGIT);
        INDArray cotangent = judge.cotangent(BinaryClassifier.LOGIT);
        double loss = 0;
        for (int row = 0; row < batch; row++) {
            if (labels[row] != 0 && labels[row] != 1) {
                throw new IllegalArgumentException("label " + labels[row] + " is neither 0 nor 1");
            }
            loss += LogitLoss.sum(logits, cotangent, row, row + 1, labels[row], 1.0 / batch);
        }
        judge.backward();
        SortedMap<String, Double> metrics = new TreeMap<>();
        metrics.put("classifier-loss", loss / batch);
        classifier.clip(judge.parameterGradient(), metrics);
        classifier.update(judge.parameterGradient(), step, rateShare);
        return new StepMetrics(metrics);
    }

    @Override
    public StepMetrics update(INDArray examples, long seed, long step, double rateShare) {
        throw new UnsupportedOperationException("a classifier learns from labels");
    }

    /** Nothing: the labels of held-out examples are not at hand. */
    @Override
    public StepMetrics heldOut(INDArray examples, long seed) {
        return new StepMetrics(new TreeMap<>());
    }
}
