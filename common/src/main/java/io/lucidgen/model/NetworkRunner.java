package io.lucidgen.model;

import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.Network;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Runs a network forward over any number of rows in batches of one fixed size.
 *
 * <p>Batches are filled up with zeros, by one row at least: the arithmetic of a row is then always that of the same batch
 * size, and never that of the batch's end, where some processors come to other last bits. This is what lets a sample be generated
 * again bit for bit alone or among others.
 */
public final class NetworkRunner {

    static final int BATCH = 64;

    private static final int READ = BATCH - 1;

    private final Execution execution;
    private final String input;

    public NetworkRunner(Network network) {
        this.execution = network.inferenceForm().execution(BATCH, ExecutionMode.INFERENCE, GradientRequest.none());
        this.input = network.definition().inputs().keySet().iterator().next();
    }

    /** One tensor of the network for all rows, {@code [rows, values]}. */
    public INDArray run(INDArray rows, String tensor) {
        int count = Math.toIntExact(rows.size(0));
        INDArray output = execution.tensor(tensor);
        INDArray result = Nd4j.create(output.dataType(), new long[] {count, output.size(1)}, 'c');
        for (int from = 0; from < count; from += READ) {
            int to = Math.min(count, from + READ);
            INDArray batch = execution.input(input);
            if (to - from < READ) {
                batch.assign(0);
            }
            rows(batch, 0, to - from).assign(rows(rows, from, to));
            execution.forward();
            rows(result, from, to).assign(rows(output, 0, to - from));
        }
        return result;
    }

    private static INDArray rows(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }
}
