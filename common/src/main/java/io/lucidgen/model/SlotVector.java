package io.lucidgen.model;

import io.lucidgen.network.HostCopy;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One flat vector of a model's state on its way between processes: plain numbers in the precision of the run.
 *
 * <p>Float is for work and double for proofs; both go through the same code.
 */
public sealed interface SlotVector extends SlotValues, Serializable {

    double value(int index);

    /** The {@code float[]} or {@code double[]} itself, not a copy. */
    Object array();

    /** A copy of the values from {@code from} (inclusive) to {@code to} (exclusive). */
    SlotVector slice(int from, int to);

    /** The values as an array of rank 1 of the vector's precision. */
    INDArray toArray();

    /** Replaces the values by those of an array of the same precision and length. */
    void readFrom(INDArray array);

    /** Copies the values over an array of the same precision and length. */
    void writeTo(INDArray array);

    /** Adds {@code weight} times each value to a sum. */
    void addTo(double[] sum, double weight);

    /** The sum of the squared differences of the first values from those of a vector of the same precision. */
    double squaredDistance(SlotVector other, int count);

    /** Whether every value is a finite number. */
    boolean isFinite();

    /** A vector of the same precision with other values. */
    SlotVector like(double[] values);

    /** Replaces the values by as many others, rounded to the vector's precision. */
    void set(double[] other);

    static SlotVector of(INDArray array) {
        SlotVector copy = zeros(array.dataType(), Math.toIntExact(array.length()));
        copy.readFrom(array);
        return copy;
    }

    static SlotVector zeros(DataType precision, int length) {
        return precision == DataType.DOUBLE ? new DoubleVector(new double[length]) : new FloatVector(new float[length]);
    }

    /** Joins vectors of one precision. */
    static SlotVector concatenate(Iterable<SlotVector> parts) {
        int length = 0;
        SlotVector first = null;
        for (SlotVector part : parts) {
            first = first == null ? part : first;
            length = Math.addExact(length, part.length());
        }
        SlotVector whole = zeros(first.precision(), length);
        int position = 0;
        for (SlotVector part : parts) {
            System.arraycopy(part.array(), 0, whole.array(), position, part.length());
            position += part.length();
        }
        return whole;
    }

    /** Single precision. */
    record FloatVector(float[] values) implements SlotVector {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double value(int index) {
            return values[index];
        }

        @Override
        public Object array() {
            return values;
        }

        @Override
        public SlotVector slice(int from, int to) {
            return new FloatVector(Arrays.copyOfRange(values, from, to));
        }

        @Override
        public INDArray toArray() {
            return Nd4j.createFromArray(values);
        }

        @Override
        public void readFrom(INDArray array) {
            HostCopy.read(array, values);
        }

        @Override
        public void writeTo(INDArray array) {
            HostCopy.write(values, array);
        }

        @Override
        public void addTo(double[] sum, double weight) {
            for (int i = 0; i < values.length; i++) {
                sum[i] += weight * values[i];
            }
        }

        @Override
        public double squaredDistance(SlotVector other, int count) {
            float[] others = (float[]) other.array();
            // Four sums that do not wait for one another: added up one by one it takes three times as long.
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            int i = 0;
            for (; i + 3 < count; i += 4) {
                double d0 = (double) values[i] - others[i];
                double d1 = (double) values[i + 1] - others[i + 1];
                double d2 = (double) values[i + 2] - others[i + 2];
                double d3 = (double) values[i + 3] - others[i + 3];
                sum0 += d0 * d0;
                sum1 += d1 * d1;
                sum2 += d2 * d2;
                sum3 += d3 * d3;
            }
            for (; i < count; i++) {
                double d = (double) values[i] - others[i];
                sum0 += d * d;
            }
            return sum0 + sum1 + (sum2 + sum3);
        }

        @Override
        public boolean isFinite() {
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public DataType precision() {
            return DataType.FLOAT;
        }

        @Override
        public SlotVector like(double[] other) {
            float[] copy = new float[other.length];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = (float) other[i];
            }
            return new FloatVector(copy);
        }

        @Override
        public void read(int from, int to, ByteBuffer into) {
            into.asFloatBuffer().put(values, from, to - from);
            into.position(into.position() + (to - from) * Float.BYTES);
        }

        @Override
        public void write(int from, int to, ByteBuffer source) {
            source.asFloatBuffer().get(values, from, to - from);
            source.position(source.position() + (to - from) * Float.BYTES);
        }

        @Override
        public void set(double[] other) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) other[i];
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof FloatVector vector && Arrays.equals(values, vector.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return "FloatVector[" + values.length + "]";
        }
    }

    /** Double precision. */
    record DoubleVector(double[] values) implements SlotVector {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double value(int index) {
            return values[index];
        }

        @Override
        public Object array() {
            return values;
        }

        @Override
        public SlotVector slice(int from, int to) {
            return new DoubleVector(Arrays.copyOfRange(values, from, to));
        }

        @Override
        public INDArray toArray() {
            return Nd4j.createFromArray(values);
        }

        @Override
        public void readFrom(INDArray array) {
            HostCopy.read(array, values);
        }

        @Override
        public void writeTo(INDArray array) {
            HostCopy.write(values, array);
        }

        @Override
        public void addTo(double[] sum, double weight) {
            for (int i = 0; i < values.length; i++) {
                sum[i] += weight * values[i];
            }
        }

        @Override
        public double squaredDistance(SlotVector other, int count) {
            double[] others = (double[]) other.array();
            // Four sums that do not wait for one another: added up one by one it takes three times as long.
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            int i = 0;
            for (; i + 3 < count; i += 4) {
                double d0 = values[i] - others[i];
                double d1 = values[i + 1] - others[i + 1];
                double d2 = values[i + 2] - others[i + 2];
                double d3 = values[i + 3] - others[i + 3];
                sum0 += d0 * d0;
                sum1 += d1 * d1;
                sum2 += d2 * d2;
                sum3 += d3 * d3;
            }
            for (; i < count; i++) {
                double d = values[i] - others[i];
                sum0 += d * d;
            }
            return sum0 + sum1 + (sum2 + sum3);
        }

        @Override
        public boolean isFinite() {
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public DataType precision() {
            return DataType.DOUBLE;
        }

        @Override
        public SlotVector like(double[] other) {
            return new DoubleVector(other.clone());
        }

        @Override
        public void read(int from, int to, ByteBuffer into) {
            into.asDoubleBuffer().put(values, from, to - from);
            into.position(into.position() + (to - from) * Double.BYTES);
        }

        @Override
        public void write(int from, int to, ByteBuffer source) {
            source.asDoubleBuffer().get(values, from, to - from);
            source.position(source.position() + (to - from) * Double.BYTES);
        }

        @Override
        public void set(double[] other) {
            System.arraycopy(other, 0, values, 0, values.length);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof DoubleVector vector && Arrays.equals(values, vector.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return "DoubleVector[" + values.length + "]";
        }
    }
}
