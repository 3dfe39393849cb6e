package io.lucidgen.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link BatchNormalization} in blocks of the CPU's memory, each of whole rows of channels.
 *
 * <p>What is known of a channel is laid out once for every value of a block, so that each loop runs straight through
 * arrays of one length and becomes vector instructions. Sums are kept for each place of a block in single precision and
 * added up in double.
 */
final class BlockedNormalization implements Kernel {

    private final BatchNormalization operation;
    private final boolean training;
    private final int channels;
    private final int block;
    private final HostBlocks input;
    private final HostBlocks output;
    private final HostBlocks outputGradient;
    private final HostBlocks inputGradient;
    private final List<HostBlocks> parameters;
    private final List<HostBlocks> parameterGradients;

    private final float[] first;
    private final float[] second;
    private final float[] a;
    private final float[] b;
    private final float[] c;
    private final float[] sums;
    private final float[] moreSums;
    private final float[] row;
    private final double[] mean;
    private final double[] inverse;

    BlockedNormalization(BatchNormalization operation, KernelArrays arrays) {
        this.operation = operation;
        this.training = arrays.mode() == ExecutionMode.TRAINING;
        this.channels = BatchNormalization.channels(arrays.inputShape());
        this.block = Math.max(1, HostBlocks.LENGTH / channels) * channels;
        this.input = HostBlocks.of(arrays.input());
        this.output = HostBlocks.of(arrays.output());
        this.outputGradient = blocks(arrays.outputGradient());
        this.inputGradient = blocks(arrays.inputGradient());
        this.parameters = arrays.parameters().stream().map(HostBlocks::of).toList();
        this.parameterGradients =
                arrays.parameterGradients().stream().map(HostBlocks::of).toList();
        this.first = new float[block];
        this.second = new float[block];
        this.a = new float[block];
        this.b = new float[block];
        this.c = new float[block];
        this.sums = new float[block];
        this.moreSums = new float[block];
        this.row = new float[channels];
        this.mean = new double[channels];
        this.inverse = new double[channels];
    }

    private static HostBlocks blocks(INDArray array) {
        return array == null ? null : HostBlocks.of(array);
    }

    @Override
    public void forward() {
        if (training) {
            measure();
        } else {
            read(2, mean);
            read(3, inverse);
        }
        double[] scale = read(0, new double[channels]);
        double[] shift = read(1, new double[channels]);
        for (int channel = 0; channel < channels; channel++) {
            inverse[channel] = 1 / Math.sqrt(inverse[channel] + operation.epsilon());
            row[channel] = (float) (scale[channel] * inverse[channel]);
        }
        spread(row, a);
        for (int channel = 0; channel < channels; channel++) {
            row[channel] = (float) (shift[channel] - mean[channel] * scale[channel] * inverse[channel]);
        }
        spread(row, b);
        for (int from = 0; from < input.length(); from += block) {
            readPadded(input, from, first);
            scaleAndShift(first, a, b);
            output.write(from, first, count(from));
        }
    }

    /** The batch's mean and variance, the latter in {@code inverse} for the time being. */
    private void measure() {
        int rows = input.length() / channels;
        clear(sums);
        for (int from = 0; from < input.length(); from += block) {
            readPadded(input, from, first);
            add(first, sums);
        }
        fold(sums, mean, 1.0 / rows);
        for (int channel = 0; channel < channels; channel++) {
            row[channel] = (float) mean[channel];
        }
        spread(row, a);
        clear(sums);
        for (int from = 0; from < input.length(); from += block) {
            int count = count(from);
            input.read(from, first, count);
            // Places beyond the last row add nothing.
            System.arraycopy(a, count, first, count, block - count);
            addSquaredDistance(first, a, sums);
        }
        fold(sums, inverse, 1.0 / rows);
    }

    @Override
    public void backward() {
        int rows = input.length() / channels;
        double[] scale = read(0, new double[channels]);
        for (int channel = 0; channel < channels; channel++) {
            row[channel] = (float) inverse[channel];
        }
        spread(row, a);
        for (int channel = 0; channel < channels; channel++) {
            row[channel] = (float) (-mean[channel] * inverse[channel]);
        }
        spread(row, b);
        clear(sums);
        clear(moreSums);
        for (int from = 0; from < input.length(); from += block) {
            readPadded(outputGradient, from, second);
            readPadded(input, from, first);
            scaleAndShift(first, a, b);
            add(second, sums);
            addProduct(first, second, moreSums);
        }
        double[] shiftGradient = fold(sums, new double[channels], 1);
        double[] scaleGradient = fold(moreSums, new double[channels], 1);
        if (!parameterGradients.isEmpty()) {
            write(scaleGradient, parameterGradients.get(0));
            write(shiftGradient, parameterGradients.get(1));
        }
        if (inputGradient != null) {
            passBack(scale, scaleGradient, shiftGradient, training ? rows : Double.POSITIVE_INFINITY);
        }
    }

    /** dx = slope (dy - sum(dy) / n - xhat sum(dy xhat) / n), as a dy + b x + c; n is infinite for given statistics. */
    private void passBack(double[] scale, double[] scaleGradient, double[] shiftGradient, double rows) {
        for (int channel = 0; channel < channels; channel++) {
            row[channel] = (float) (scale[channel] * inverse[channel]);
        }
        spread(row, a);
        for (int channel = 0; channel < channels; channel++) {
            double slope = scale[channel] * inverse[channel];
            row[channel] = (float) (-slope * inverse[channel] * scaleGradient[channel] / rows);
        }
        spread(row, b);
        for (int channel = 0; channel < channels; channel++) {
            double slope = scale[channel] * inverse[channel];
            double pull = mean[channel] * inverse[channel] * scaleGradient[channel] - shiftGradient[channel];
            row[channel] = (float) (slope * pull / rows);
        }
        spread(row, c);
        for (int from = 0; from < input.length(); from += block) {
            int count = count(from);
            outputGradient.read(from, second, count);
            input.read(from, first, count);
            combine(second, a, first, b, c);
            inputGradient.write(from, second, count);
        }
    }

    private int count(int from) {
        return Math.min(block, input.length() - from);
    }

    /** Zeros beyond the last row: what stood there before would grow from pass to pass until it is infinite. */
    private void readPadded(HostBlocks values, int from, float[] to) {
        int count = count(from);
        values.read(from, to, count);
        for (int i = count; i < to.length; i++) {
            to[i] = 0;
        }
    }

    private double[] read(int parameter, double[] to) {
        parameters.get(parameter).read(0, row, channels);
        for (int channel = 0; channel < channels; channel++) {
            to[channel] = row[channel];
        }
        return to;
    }

    private void write(double[] values, HostBlocks to) {
        for (int channel = 0; channel < channels; channel++) {
            row[channel] = (float) values[channel];
        }
        to.write(0, row, channels);
    }

    private void spread(float[] row, float[] to) {
        for (int from = 0; from < block; from += channels) {
            System.arraycopy(row, 0, to, from, channels);
        }
    }

    private double[] fold(float[] places, double[] to, double factor) {
        for (int channel = 0; channel < channels; channel++) {
            double sum = 0;
            for (int place = channel; place < block; place += channels) {
                sum += places[place];
            }
            to[channel] = sum * factor;
        }
        return to;
    }

    private static void clear(float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = 0;
        }
    }

    private static void add(float[] values, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    private static void addSquaredDistance(float[] values, float[] centre, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (values[i] - centre[i]) * (values[i] - centre[i]);
        }
    }

    private static void addProduct(float[] left, float[] right, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += left[i] * right[i];
        }
    }

    private static void scaleAndShift(float[] values, float[] scale, float[] shift) {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * scale[i] + shift[i];
        }
    }

    private static void combine(float[] gradients, float[] a, float[] values, float[] b, float[] c) {
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = gradients[i] * a[i] + values[i] * b[i] + c[i];
        }
    }
}
