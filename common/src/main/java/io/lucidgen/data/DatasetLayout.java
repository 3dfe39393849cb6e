package io.lucidgen.data;

import java.util.List;
import java.util.Objects;

/**
 * What all samples of a dataset have in common.
 *
 * @param classNames name of each label from 0 on; empty when the samples have no labels
 * @param factors what the samples were made to differ in, in the order in which their ids end in them; empty where that is
 *     not known
 * @param channelClasses how many classes each channel shows for itself, a sample's label having theirs as its digits to
 *     this base; 0 where the channels make one picture
 */
public record DatasetLayout(
        Modality modality,
        SampleShape shape,
        FeatureType featureType,
        List<String> classNames,
        List<Factor> factors,
        int channelClasses) {

    /** Of samples whose factors are not known. */
    public DatasetLayout(Modality modality, SampleShape shape, FeatureType featureType, List<String> classNames) {
        this(modality, shape, featureType, classNames, List.of(), 0);
    }

    public DatasetLayout {
        Objects.requireNonNull(modality, "modality");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(featureType, "featureType");
        classNames = List.copyOf(classNames);
        factors = List.copyOf(factors);
    }
}
