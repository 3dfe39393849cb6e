package io.lucidgen.attribution;

import io.lucidgen.data.SampleShape;
import io.lucidgen.model.TargetKind;
import java.io.Serializable;
import java.util.SortedMap;

/**
 * The explanation of one sample for one target by one method: a row of the explanations.
 *
 * @param sampleId names the sample where it comes from
 * @param targetIndex which component of the target, or -1 where there is only one
 * @param method name of the attribution method
 * @param parameters of the method
 * @param baseline what the sample, or its latent, is compared with
 * @param shape of the map
 * @param milliseconds that the map took
 * @param selfCheck whether the target's gradients passed the check before
 */
public record SampleExplanation(
        String sampleId,
        SampleSource source,
        TargetKind targetKind,
        int targetIndex,
        String method,
        SortedMap<String, String> parameters,
        String baseline,
        SampleShape shape,
        AttributionMap map,
        MapSummary summary,
        double milliseconds,
        boolean selfCheck)
        implements Serializable {

    public ExplanationKey key() {
        return new ExplanationKey(sampleId, source, new ExplanationKey.Aspect(targetKind, targetIndex, method));
    }
}
