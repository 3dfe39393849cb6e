package io.lucidgen.training;

import io.lucidgen.network.BatchNormalization;
import io.lucidgen.network.Execution;
import io.lucidgen.network.MinibatchDeviation;
import io.lucidgen.network.Network;
import io.lucidgen.network.NetworkDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures the statistics of batches that a network uses in inference, by passes over batches as in training: mean and
 * variance of each channel over all of them for batch normalisation, and the mean of the minibatch deviation. They depend on the parameters and the batches alone, so
 * averaged parameters get the statistics of their own and not the average of others'.
 */
public final class NormalizationStatistics {

    private static final int PASSES = 16;

    private final Network network;
    private final Map<NetworkDefinition.Node, Sums> sums = new LinkedHashMap<>();
    private final Map<NetworkDefinition.Node, Deviation> deviations = new LinkedHashMap<>();

    /** Prepares a measurement. */
    public NormalizationStatistics(Network network) {
        this.network = network;
        for (NetworkDefinition.Node node : network.definition().nodes()) {
            if (node.operation() instanceof BatchNormalization) {
                sums.put(node, new Sums());
            }
            if (node.operation() instanceof MinibatchDeviation) {
                deviations.put(node, new Deviation());
            }
        }
    }

    /** Whether a network has any. */
    public static boolean has(NetworkDefinition network) {
        return network.nodes().stream()
                .map(NetworkDefinition.Node::operation)
                .anyMatch(operation ->
                        operation instanceof BatchNormalization || operation instanceof MinibatchDeviation);
    }

    /** Whether another pass is wanted after so many; none where nothing normalises. */
    public boolean wantsMore(int passes) {
        return !(sums.isEmpty() && deviations.isEmpty()) && passes < PASSES;
    }

    /**
     * Runs the network on what its inputs hold and takes the batch into account.
     *
     * @param execution of the network, in training mode
     */
    public void add(Execution execution) {
        execution.forward();
        sums.forEach((node, sum) -> {
            INDArray mean = network.parametersByName().get(node.name() + "." + BatchNormalization.MEAN);
            INDArray input = execution.tensor(node.inputs().get(0));
            sum.add(input.reshape('c', input.length() / mean.length(), mean.length()));
        });
        deviations.forEach((node, deviation) -> deviation.add(MinibatchDeviation.of(execution.tensor(node.name()))));
    }

    /** Writes the statistics over the network's. */
    public void store() {
        Map<String, INDArray> parameters = network.parametersByName();
        sums.forEach((node, sum) -> {
            parameters.get(node.name() + "." + BatchNormalization.MEAN).assign(sum.mean());
            parameters.get(node.name() + "." + BatchNormalization.VARIANCE).assign(sum.variance());
        });
        deviations.forEach((node, deviation) ->
                parameters.get(node.name() + "." + MinibatchDeviation.TYPICAL).assign(deviation.mean()));
    }

    /** Sum over batches of how much their examples differ. */
    private static final class Deviation {
        private double sum;
        private int batches;

        void add(double deviation) {
            sum += deviation;
            batches++;
        }

        double mean() {
            return sum / batches;
        }
    }

    /** Sums over rows, in double, of each column and of its square about the first batch's mean. */
    private static final class Sums {
        private INDArray centre;
        private INDArray first;
        private INDArray second;
        private long rows;

        void add(INDArray batch) {
            INDArray exact = batch.castTo(DataType.DOUBLE);
            if (centre == null) {
                centre = exact.mean(0);
                first = Nd4j.zeros(DataType.DOUBLE, centre.shape());
                second = Nd4j.zeros(DataType.DOUBLE, centre.shape());
            }
            INDArray distance = exact.subRowVector(centre);
            first.addi(distance.sum(0));
            second.addi(distance.mul(distance).sum(0));
            rows += batch.size(0);
        }

        INDArray mean() {
            return first.div(rows).addi(centre);
        }

        INDArray variance() {
            INDArray shift = first.div(rows);
            return second.div(rows).subi(shift.mul(shift));
        }
    }
}
