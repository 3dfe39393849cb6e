package io.lucidgen.attribution;

import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.network.BackwardRule;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.FeatureMaps;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.HostCopy;
import io.lucidgen.network.Network;
import io.lucidgen.network.RuledForm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A scalar function of one sample, with its gradient, evaluated for many rows at once.
 *
 * <p>Rows go through the network in batches of at most {@value #LARGEST_BATCH}, in the order given, so that memory does
 * not grow with their number. Arrays are kept for each batch size. Not for use by several threads at once.
 *
 * <p>Batches are filled up to whole tiles: a row then has the same bits in any place of any call for more than one row.
 */
public final class TargetFunction {

    /** One less than whole tiles, for the row that fills up. */
    static final int LARGEST_BATCH = 63;

    private static final int FEWEST_IN_TILES = 16;

    private final Network network;
    private final int features;
    private final Map<Integer, Execution> forward = new HashMap<>();
    private final Map<Backward, Execution> backward = new HashMap<>();
    private final Map<String, Execution> inner = new HashMap<>();
    private long forwardPasses;
    private long backwardPasses;

    /** What an execution that goes back is prepared for. */
    private record Backward(BackwardRule rule, int batch) {}

    private TargetFunction(Network network) {
        this.network = network;
        this.features = network.definition().inputs().get(ExplainedTarget.INPUT).size();
    }

    /** The function of a target, in the precision of its network and in inference form. */
    public static TargetFunction of(ExplainedTarget target) {
        return new TargetFunction(target.network().inferenceForm());
    }

    /** The same function in double, which finite differences need. */
    TargetFunction inDouble() {
        return new TargetFunction(
                new Network(network.definition(), network.parameters().castTo(DataType.DOUBLE)));
    }

    /** The number of features of a row. */
    public int features() {
        return features;
    }

    /** Rows that were evaluated so far, those of {@link #gradients} included. */
    public long forwardPasses() {
        return forwardPasses;
    }

    /** Rows whose gradient was computed so far. */
    public long backwardPasses() {
        return backwardPasses;
    }

    /**
     * The next size of a batch that a processor goes through in whole tiles. With AVX2 oneDNN multiplies rows of floats
     * six at a time and of doubles four; one to three rows that are left of six take another way, and come to other last
     * bits. With AVX-512 less than sixteen rows do, and of convolutions in double the last four. So there are sixteen rows
     * or more; floats come in multiples of four that leave none or four of six, and doubles in multiples of eight. And the
     * last row is one that nobody reads: on the first EPYC processors the last few patches of a batch's convolutions in floats
     * come to other last bits whatever its size. A row alone stays alone, which is how a check finds out whether the rows of
     * a batch meet.
     */
    static int whole(int rows, DataType precision) {
        if (rows == 1) {
            return 1;
        }
        int least = Math.max(rows + 1, FEWEST_IN_TILES);
        if (precision == DataType.DOUBLE) {
            return (least + 7) / 8 * 8;
        }
        int fours = (least + 3) / 4 * 4;
        return fours % 6 == 2 ? fours + 4 : fours;
    }

    /** The size of the batch for the rows from one on of a call: what is left of a call for more than one row is not alone. */
    private int batch(int count, int from) {
        int size = Math.min(LARGEST_BATCH, count - from);
        return whole(count == 1 ? 1 : Math.max(2, size), network.precision());
    }

    /** The function's value at each of some rows. */
    public double[] values(int count, RowSource rows) {
        double[] values = new double[count];
        double[] buffer = new double[batch(count, 0) * features];
        for (int from = 0; from < count; from += LARGEST_BATCH) {
            int size = Math.min(LARGEST_BATCH, count - from);
            Execution execution = forward.computeIfAbsent(
                    batch(count, from), rowsAtOnce -> execution(network, rowsAtOnce, GradientRequest.none()));
            run(execution, size, from, rows, buffer);
            INDArray output = execution.tensor(ExplainedTarget.OUTPUT);
            double[] batch = new double[size];
            read(output, batch, size);
            System.arraycopy(batch, 0, values, from, size);
        }
        return values;
    }

    /** The function's value at one row. */
    public double value(double[] row) {
        return values(1, (index, into, at) -> System.arraycopy(row, 0, into, at, features))[0];
    }

    /** Why a method that goes back by a rule cannot explain the function: see {@link AttributionMethod#obstacle}. */
    Optional<String> obstacle(BackwardRule rule) {
        return RuledForm.obstacle(network.definition(), rule)
                .map(operation -> "it has no rule for " + operation + ", which the target %s goes through");
    }

    /** The maps of the last convolution that the function goes through. */
    Optional<FeatureMaps> featureMaps() {
        return FeatureMaps.last(network.definition());
    }

    /**
     * What a tensor within the network is at one row.
     *
     * @param gradient of the function by it
     */
    record Inner(double[] values, double[] gradient) {}

    /** What a tensor within the network is at one row, and how the function changes with it. */
    Inner inner(String tensor, double[] row) {
        Execution execution = inner.computeIfAbsent(tensor, name -> execution(network, 1, GradientRequest.of(name)));
        run(execution, 1, 0, (index, into, at) -> System.arraycopy(row, 0, into, at, features), new double[features]);
        execution.backward();
        backwardPasses++;
        double[] values = new double[Math.toIntExact(execution.tensor(tensor).length())];
        double[] gradient = new double[values.length];
        read(execution.tensor(tensor), values, values.length);
        read(execution.gradient(tensor), gradient, gradient.length);
        return new Inner(values, gradient);
    }

    /** Hands over the gradient at each of some rows, in their order. */
    public void gradients(int count, RowSource rows, RowSink sink) {
        multipliers(BackwardRule.DERIVATIVE, count, rows, sink);
    }

    /**
     * Hands over what a backward pass by a rule comes to at each of some rows, in their order.
     *
     * @throws IllegalArgumentException if there is an {@link #obstacle}
     */
    void multipliers(BackwardRule rule, int count, RowSource rows, RowSink sink) {
        double[] buffer = new double[batch(count, 0) * features];
        for (int from = 0; from < count; from += LARGEST_BATCH) {
            int size = Math.min(LARGEST_BATCH, count - from);
            Execution execution = backward.computeIfAbsent(
                    new Backward(rule, batch(count, from)),
                    one -> execution(ruled(rule), one.batch(), GradientRequest.of(ExplainedTarget.INPUT)));
            run(execution, size, from, rows, buffer);
            execution.backward();
            backwardPasses += size;
            read(execution.gradient(ExplainedTarget.INPUT), buffer, size * features);
            for (int row = 0; row < size; row++) {
                sink.take(from + row, buffer, row * features);
            }
        }
    }

    /** The gradient at one row. */
    public double[] gradient(double[] row) {
        return multiplier(BackwardRule.DERIVATIVE, row);
    }

    /** What a backward pass by a rule comes to at one row. */
    double[] multiplier(BackwardRule rule, double[] row) {
        double[] multiplier = new double[features];
        multipliers(
                rule,
                1,
                (index, into, at) -> System.arraycopy(row, 0, into, at, features),
                (index, from, at) -> System.arraycopy(from, at, multiplier, 0, features));
        return multiplier;
    }

    private Network ruled(BackwardRule rule) {
        return rule.kind() == BackwardRule.Kind.DERIVATIVE
                ? network
                : new Network(RuledForm.of(network.definition(), rule), network.parameters());
    }

    private static Execution execution(Network network, int batch, GradientRequest request) {
        Execution execution = network.execution(batch, ExecutionMode.INFERENCE, request);
        if (!request.tensors().isEmpty()) {
            // The gradient of each row's own value: rows do not meet in an inference form.
            execution.cotangent(ExplainedTarget.OUTPUT).assign(1);
        }
        return execution;
    }

    private void run(Execution execution, int size, int from, RowSource rows, double[] buffer) {
        for (int row = 0; row < size; row++) {
            rows.write(from + row, buffer, row * features);
        }
        Arrays.fill(buffer, size * features, buffer.length, 0);
        INDArray input = execution.input(ExplainedTarget.INPUT);
        write(buffer, Math.toIntExact(input.length()), input);
        execution.forward();
        forwardPasses += size;
    }

    private static void write(double[] values, int length, INDArray to) {
        if (to.dataType() == DataType.DOUBLE) {
            HostCopy.write(values.length == length ? values : Arrays.copyOf(values, length), to);
            return;
        }
        float[] narrowed = new float[length];
        for (int i = 0; i < length; i++) {
            narrowed[i] = (float) values[i];
        }
        HostCopy.write(narrowed, to);
    }

    /** Takes the first values of an array. */
    private static void read(INDArray from, double[] values, int length) {
        if (from.dataType() == DataType.DOUBLE) {
            double[] read = new double[Math.toIntExact(from.length())];
            HostCopy.read(from, read);
            System.arraycopy(read, 0, values, 0, length);
            return;
        }
        float[] read = new float[Math.toIntExact(from.length())];
        HostCopy.read(from, read);
        for (int i = 0; i < length; i++) {
            values[i] = read[i];
        }
    }
}
