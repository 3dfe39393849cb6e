package io.lucidgen.data;

/** A stream of training batches of one size, in an order that the seed fixes; for one thread. */
public interface BatchSource {

    /** Examples of a batch. */
    int batchSize();

    /**
     * Fills in the next batch, without allocating memory per example.
     *
     * @param features receives {@code [batchSize, features]}, row-major, in the model's normalised range
     * @param labels receives {@code [batchSize]}, -1 where there is none
     * @throws java.util.NoSuchElementException when more batches are asked for than the source was made for
     */
    void next(float[] features, int[] labels);
}
