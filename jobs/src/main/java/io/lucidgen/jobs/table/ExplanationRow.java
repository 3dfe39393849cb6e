package io.lucidgen.jobs.table;

import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.data.Modality;
import java.io.Serializable;

/**
 * An explanation and what its readers have to know about the sample's kind.
 *
 * @param explanation the map and what came with it
 * @param modality of the sample
 * @param unit the name of the unit that it is about; null for other targets
 */
public record ExplanationRow(SampleExplanation explanation, Modality modality, String unit) implements Serializable {

    /** Of a target that is no unit. */
    public ExplanationRow(SampleExplanation explanation, Modality modality) {
        this(explanation, modality, null);
    }

    /** What its target is called. */
    public String target() {
        return explanation.targetKind().label(explanation.targetIndex(), unit);
    }
}
