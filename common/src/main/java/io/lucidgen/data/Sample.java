package io.lucidgen.data;

import java.io.Serializable;
import java.util.Objects;

/**
 * One example of a dataset.
 *
 * @param id names the example within its dataset and tells where it came from
 * @param split the part of the dataset that it belongs to
 * @param label index of its class, or {@link #NO_LABEL}
 * @param features packed values, row-major over the dataset's {@link SampleShape}, as its {@link FeatureType} says
 */
public record Sample(String id, Split split, int label, byte[] features) implements SourceRecord, Serializable {
    public static final int NO_LABEL = -1;

    public Sample {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(features, "features");
        if (label < NO_LABEL) {
            throw new IllegalArgumentException("sample " + id + " has label " + label + ", expected -1 or more");
        }
    }
}
