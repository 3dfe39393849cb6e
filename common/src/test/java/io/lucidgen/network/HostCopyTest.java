package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HostCopyTest {

    @Test
    void viewOfAFlatVectorIsCopiedFromItsOwnPlace() {
        INDArray flat = Nd4j.createFromArray(1f, 2f, 3f, 4f, 5f, 6f);
        INDArray view = Nd4j.create(flat.data(), new long[] {2, 2}, new long[] {2, 1}, 1, 'c', DataType.FLOAT);

        float[] copy = new float[4];
        HostCopy.read(view, copy);
        HostCopy.write(new float[] {20, 30, 40, 50}, view);

        assertThat(copy).containsExactly(2, 3, 4, 5);
        assertThat(flat.toFloatVector()).containsExactly(1, 20, 30, 40, 50, 6);
    }

    @Test
    void floatsAreWidenedIntoADoubleArray() {
        INDArray array = Nd4j.create(DataType.DOUBLE, 3);

        HostCopy.write(new float[] {1.5f, -2, 0.25f}, array);

        assertThat(array.toDoubleVector()).containsExactly(1.5, -2, 0.25);
    }

    @Test
    void anotherLengthIsRefusedBeforeMemoryIsTouched() {
        INDArray array = Nd4j.create(DataType.FLOAT, 3);

        assertThatThrownBy(() -> HostCopy.write(new float[4], array)).isInstanceOf(IllegalArgumentException.class);
    }
}
