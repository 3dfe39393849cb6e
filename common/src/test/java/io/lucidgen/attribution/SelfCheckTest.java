package io.lucidgen.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.network.Dense.Weights;
import io.lucidgen.network.Kernel;
import io.lucidgen.network.KernelArrays;
import io.lucidgen.network.NetworkDefinition;
import io.lucidgen.network.Operation;
import io.lucidgen.network.TensorShape;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class SelfCheckTest {

    private static final List<double[]> SAMPLES = List.of(Targets.pixels(1), Targets.pixels(2), Targets.pixels(3));

    @Test
    void modelsWithRightGradientsPassFarBelowTheBounds() {
        List<SelfCheckResult> results = SelfCheck.require(
                List.of(Targets.critic(DataType.FLOAT), Targets.autoencoder(DataType.FLOAT)), SAMPLES, 1);

        assertThat(results).allSatisfy(result -> {
            assertThat(result.worstError()).isLessThan(SelfCheck.BOUND);
            assertThat(result.worstBatchDifference()).isLessThan(1e-5);
        });
    }

    @Test
    void noSeedRefusesARightModel() {
        ExplainedTarget critic = Targets.critic(DataType.FLOAT);

        assertThatCode(() -> LongStream.range(0, 8).forEach(seed -> SelfCheck.require(List.of(critic), SAMPLES, seed)))
                .doesNotThrowAnyException();
    }

    @Test
    void aGradientOfTheWrongSizeIsRefusedWithItsTargetAndFigures() {
        assertRefused(
                arrays -> arrays.inputGradient().assign(arrays.outputGradient().mul(1.01)), "finite differences");
    }

    @Test
    void aGradientOfZeroIsRefused() {
        assertRefused(arrays -> arrays.inputGradient().assign(0), "finite differences");
    }

    @Test
    void aGradientThatIsNoNumberIsRefused() {
        assertRefused(arrays -> arrays.inputGradient().assign(Double.NaN), "finite differences");
    }

    @Test
    void aGradientThatMixesTheRowsOfABatchIsRefused() {
        assertRefused(
                arrays -> arrays.inputGradient()
                        .assign(arrays.outputGradient()
                                .mean(true, 0)
                                .broadcast(arrays.outputGradient().shape())),
                "other samples of a batch");
    }

    private static void assertRefused(Consumer<KernelArrays> backward, String reason) {
        NetworkDefinition definition = NetworkDefinition.named("broken")
                .input("x", Targets.PIXELS)
                .dense("h", "x", 32, Weights.GLOROT_UNIFORM)
                .node("broken", new Identity(backward), "h")
                .tanh("t", "broken")
                .dense("target", "t", 1, Weights.GLOROT_UNIFORM)
                .outputs("target");

        assertThatThrownBy(() -> SelfCheck.require(List.of(Targets.target(definition, DataType.FLOAT)), SAMPLES, 1))
                .isInstanceOfSatisfying(
                        UserException.class,
                        refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.DATA))
                .hasMessageContaining("target=critic-logit")
                .hasMessageContaining(reason)
                .hasMessageContaining("bound of 1e-0");
    }

    /** Passes its input on, with a backward pass of the test's choice. */
    private record Identity(Consumer<KernelArrays> backward) implements Operation {
        @Override
        public TensorShape outputShape(List<TensorShape> inputs) {
            return inputs.get(0);
        }

        @Override
        public String label() {
            return "identity";
        }

        @Override
        public Kernel kernel(KernelArrays arrays) {
            return new Kernel() {
                @Override
                public void forward() {
                    arrays.output().assign(arrays.input());
                }

                @Override
                public void backward() {
                    backward.accept(arrays);
                }
            };
        }
    }
}
