package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ProductCheckTest {

    @Test
    void theNativeCodeOfThisMachineIsRight() {
        assertThat(ProductCheck.fault()).isEmpty();
        ProductCheck.require();
    }

    @Test
    void findsOneWrongEntryAmongMany() {
        assertThat(check((left, right, result) -> {
                    if (result.rows() == 128) {
                        result.putScalar(77, 5, result.getDouble(77, 5) + 1);
                    }
                }))
                .get()
                .asString()
                .contains("broken of 128 x 257 by 257 x 96 in FLOAT gives ")
                .contains("row 77, column 5");
    }

    @Test
    void findsProductsThatAreWrongInDoubleOnly() {
        assertThat(check((left, right, result) -> {
                    if (result.dataType() == DataType.DOUBLE) {
                        result.muli(2);
                    }
                }))
                .get()
                .asString()
                .contains("in DOUBLE");
    }

    @Test
    void findsAProductThatAddsToWhatWasThere() {
        ProductCheck adds = new ProductCheck(
                "adding",
                'f',
                (left, transposeLeft, right, transposeRight, result) ->
                        Nd4j.gemm(left, right, result, transposeLeft, transposeRight, 1, 1));
        assertThat(adds.firstFault()).get().asString().contains("gives NaN");
    }

    @Test
    void aRefusalIsBadDataWithAWayOut() {
        UserException refusal = ProductCheck.refusal("linux-x86_64", "its matmul gives 3.0 instead of 2.0");
        assertThat(refusal.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(refusal)
                .hasMessageStartingWith("Cannot compute for native code=linux-x86_64: its matmul gives")
                .hasMessageContaining("OPENBLAS_CORETYPE");
    }

    private interface Fault {
        void on(INDArray left, INDArray right, INDArray result);
    }

    private static java.util.Optional<String> check(Fault fault) {
        return new ProductCheck("broken", 'c', (left, transposeLeft, right, transposeRight, result) -> {
                    NativeOp.matmul(left, transposeLeft, right, transposeRight, result)
                            .run();
                    fault.on(left, right, result);
                })
                .firstFault();
    }
}
