package io.lucidgen.jobs.benchmark;

import io.lucidgen.data.Block;
import io.lucidgen.data.Normalizer;
import org.apache.spark.api.java.function.Function;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Turns a block into a batch as dl4j-spark takes it: features {@code [n, 784]} and labels {@code [n, 1]}. */
record PackBatch(Normalizer normalizer) implements Function<Block, DataSet> {

    @Override
    public DataSet call(Block block) {
        float[] features = new float[block.count() * Rows.PIXELS];
        float[] labels = new float[block.count()];
        normalizer.apply(block.features(), 0, features, 0, features.length);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = block.labels()[i];
        }
        return new DataSet(
                Nd4j.createFromArray(features).reshape('c', block.count(), Rows.PIXELS),
                Nd4j.createFromArray(labels).reshape('c', block.count(), 1));
    }
}
