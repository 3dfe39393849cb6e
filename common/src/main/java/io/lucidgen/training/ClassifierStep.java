package io.lucidgen.training;

import io.lucidgen.model.BinaryClassifier;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One update of a {@link BinaryClassifier}: the mean binary cross-entropy of a batch, from logits. */
public final class ClassifierStep implements TrainingStep {

    private final int batch;
    private final Network network;
    private final Updater updater;
    private final Execution judge;
    private final GradientClip clip;
    private final GradientNorm gradientNorm;

    public ClassifierStep(ModelDefinition definition, StepSettings settings) {
        NetworkDefinition classifier = definition.network(BinaryClassifier.NETWORK);
        this.batch = settings.batch();
        this.network = new Network(classifier, Nd4j.create(settings.precision(), classifier.parameterCount()));
        this.updater = new Updater(settings.optimizer(), network.parameters());
        this.judge = network.execution(batch, ExecutionMode.TRAINING, GradientRequest.ofParameters());
        this.clip = GradientClip.of(settings.optimizer());
        this.gradientNorm = new GradientNorm(judge.parameterGradient());
    }

    @Override
    public SortedMap<String, StateSlot> slots() {
        SortedMap<String, StateSlot> slots = new TreeMap<>(updater.slots(BinaryClassifier.NETWORK));
        slots.put(ModelState.parametersOf(BinaryClassifier.NETWORK), StateSlot.of(network.parameters()));
        return slots;
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public DataType precision() {
        return network.precision();
    }

    @Override
    public void restartOptimizer(long step) {
        updater.restart(step);
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
        clip.apply(gradientNorm, judge.parameterGradient(), BinaryClassifier.NETWORK, metrics);
        updater.apply(judge.parameterGradient(), step, rateShare);
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
