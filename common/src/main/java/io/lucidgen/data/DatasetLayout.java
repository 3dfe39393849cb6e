package io.lucidgen.data;

import java.util.List;
import java.util.Objects;

/**
 * What all samples of a dataset have in common.
 *
 * @param classNames name of each label from 0 on; empty when the samples have no labels
 */
public record DatasetLayout(Modality modality, SampleShape shape, FeatureType featureType, List<String> classNames) {
    public DatasetLayout {
        Objects.requireNonNull(modality, "modality");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(featureType, "featureType");
        classNames = List.copyOf(classNames);
    }
}
