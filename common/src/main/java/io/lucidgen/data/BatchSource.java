package io.lucidgen.data;

/** An endless stream of training batches of one size, in an order that the seed fixes. */
public interface BatchSource {

    /** Examples of a batch. */
    int batchSize();

    /**
     * Fills in the next batch.
     *
     * @param features receives {@code [batchSize, features]}, row-major, in the model's normalised range
     * @param labels receives {@code [batchSize]}, -1 where there is none
     */
    void next(float[] features, int[] labels);
}
