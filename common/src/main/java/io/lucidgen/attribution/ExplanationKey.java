package io.lucidgen.attribution;

import io.lucidgen.model.TargetKind;
import java.io.Serializable;

/**
 * What tells one explanation of a run from all others.
 *
 * @param sampleId names the sample where it comes from
 * @param of what of the model is explained, by which method
 */
public record ExplanationKey(String sampleId, SampleSource source, Aspect of) implements Serializable {

    /**
     * A target and a method.
     *
     * @param targetIndex which component of the target, or -1 where there is only one
     * @param method name of the attribution method
     */
    public record Aspect(TargetKind targetKind, int targetIndex, String method) implements Serializable {}
}
