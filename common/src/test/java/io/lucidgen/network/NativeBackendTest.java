package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NativeBackendTest {
    @Test
    void addsTwoArraysOfFloats() {
        INDArray sum = Nd4j.createFromArray(1f, 2f, 3f).add(Nd4j.createFromArray(10f, 20f, 30f));

        assertThat(sum.toFloatVector()).containsExactly(11f, 22f, 33f);
    }
}
