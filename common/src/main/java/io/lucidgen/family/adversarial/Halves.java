package io.lucidgen.family.adversarial;

import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.Network;
import io.lucidgen.training.NormalizationStatistics;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * How a discriminator that learns looks at the real and the generated half of what it is shown.
 *
 * <p>As one batch where it can. A discriminator that normalises over the batch sees them apart: statistics of a batch of
 * both would tell the halves from one another, whatever the samples look like.
 */
interface Halves {

    /** What the discriminator sees of the real half, {@code [packs, values]}, to assign into. */
    INDArray real(String tensor);

    /** The same of the generated half. */
    INDArray generated(String tensor);

    /** Where the gradient by an output of the real half goes, {@code [packs, values]}; zero at first. */
    INDArray realCotangent(String output);

    /** The same of the generated half. */
    INDArray generatedCotangent(String output);

    /** Seeds what is random in the next pass. */
    void seed(long seed);

    void forward();

    void backward();

    /** The gradient of all parameters after {@link #backward}, always the same array. */
    INDArray parameterGradient();

    /** Those that suit a network, for so many packs a half. */
    static Halves of(Network network, int packs) {
        return NormalizationStatistics.has(network.definition())
                ? new Apart(learning(network, packs), learning(network, packs))
                : new Together(learning(network, 2 * packs), packs);
    }

    private static Execution learning(Network network, int packs) {
        return network.execution(packs, ExecutionMode.TRAINING, GradientRequest.ofParameters());
    }

    /** One batch, the real half first. */
    record Together(Execution both, int packs) implements Halves {

        @Override
        public INDArray real(String tensor) {
            return rows(both.tensor(tensor), 0);
        }

        @Override
        public INDArray generated(String tensor) {
            return rows(both.tensor(tensor), packs);
        }

        @Override
        public INDArray realCotangent(String output) {
            return rows(both.cotangent(output), 0);
        }

        @Override
        public INDArray generatedCotangent(String output) {
            return rows(both.cotangent(output), packs);
        }

        @Override
        public void seed(long seed) {
            both.seed(seed);
        }

        @Override
        public void forward() {
            both.forward();
        }

        @Override
        public void backward() {
            both.backward();
        }

        @Override
        public INDArray parameterGradient() {
            return both.parameterGradient();
        }

        private INDArray rows(INDArray array, int from) {
            return array.get(NDArrayIndex.interval(from, from + packs), NDArrayIndex.all());
        }
    }

    /** Two batches, whose gradients add up. */
    record Apart(Execution ofReal, Execution ofGenerated) implements Halves {

        @Override
        public INDArray real(String tensor) {
            return ofReal.tensor(tensor);
        }

        @Override
        public INDArray generated(String tensor) {
            return ofGenerated.tensor(tensor);
        }

        @Override
        public INDArray realCotangent(String output) {
            return ofReal.cotangent(output);
        }

        @Override
        public INDArray generatedCotangent(String output) {
            return ofGenerated.cotangent(output);
        }

        @Override
        public void seed(long seed) {
            ofReal.seed(seed);
            ofGenerated.seed(~seed);
        }

        @Override
        public void forward() {
            ofReal.forward();
            ofGenerated.forward();
        }

        @Override
        public void backward() {
            ofReal.backward();
            ofGenerated.backward();
            ofReal.parameterGradient().addi(ofGenerated.parameterGradient());
        }

        @Override
        public INDArray parameterGradient() {
            return ofReal.parameterGradient();
        }
    }
}
