package io.lucidgen.jobs.training;

import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.model.ModelDefinition;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A bounded number of examples on the driver, picked by seed.
 *
 * @param features {@code [n, features]} in the model's range
 * @param labels {@code [n]}, -1 where there is none
 */
record PickedExamples(INDArray features, int[] labels) {

    /** At most so many of a split. */
    static PickedExamples of(
            DatasetSource source, Split split, int count, ModelDefinition definition, long seed, DataType precision) {
        FeatureType type = source.description().featureType();
        List<Sample> picked = source.pick(split, count, seed);
        int features = definition.sampleShape().features();
        float[] values = new float[picked.size() * features];
        for (int i = 0; i < picked.size(); i++) {
            definition.normalizer().apply(type, picked.get(i).features(), 0, values, i * features, features);
        }
        return new PickedExamples(
                Nd4j.createFromArray(values)
                        .reshape('c', picked.size(), features)
                        .castTo(precision),
                picked.stream().mapToInt(Sample::label).toArray());
    }
}
