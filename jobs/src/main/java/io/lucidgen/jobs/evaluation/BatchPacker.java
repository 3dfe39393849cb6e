package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Block;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Normalizer;
import io.lucidgen.error.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Turns a worker's blocks into batches of equal size; only its last one may be smaller.
 *
 * <p>dl4j-spark counts objects, not examples, when it deals out work, so whole batches make its workers' steps equal.
 */
record BatchPacker(FeatureType type, Normalizer normalizer, int classes, int batchSize)
        implements FlatMapFunction<Iterator<Block>, DataSet> {

    @Override
    public Iterator<DataSet> call(Iterator<Block> blocks) {
        List<DataSet> batches = new ArrayList<>();
        float[] features = null;
        float[] labels = new float[batchSize * classes];
        int filled = 0;
        while (blocks.hasNext()) {
            Block block = blocks.next();
            int bytes = block.bytesPerExample();
            int inputs = bytes / type.bytes();
            if (features == null) {
                features = new float[batchSize * inputs];
            }
            for (int i = 0; i < block.count(); i++) {
                normalizer.apply(type, block.features(), i * bytes, features, filled * inputs, inputs);
                labels[filled * classes + requireLabel(block.labels()[i])] = 1;
                filled++;
                if (filled == batchSize) {
                    batches.add(batch(features, labels, filled));
                    Arrays.fill(labels, 0);
                    filled = 0;
                }
            }
        }
        if (filled > 0) {
            batches.add(batch(features, labels, filled));
        }
        return batches.iterator();
    }

    private DataSet batch(float[] features, float[] labels, int count) {
        int inputs = features.length / batchSize;
        return new DataSet(
                Nd4j.createFromArray(Arrays.copyOf(features, count * inputs)).reshape('c', count, inputs),
                Nd4j.createFromArray(Arrays.copyOf(labels, count * classes)).reshape('c', count, classes));
    }

    private int requireLabel(int label) {
        if (label < 0 || label >= classes) {
            throw UserException.data(
                    "train the scorer",
                    "label",
                    label,
                    "it names none of " + classes + " classes",
                    "Ingest data whose samples all have labels");
        }
        return label;
    }
}
