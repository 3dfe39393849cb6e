package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.ExplanationKey;
import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.evaluation.explanation.ExplanationQuality;
import io.lucidgen.evaluation.explanation.MethodFinding;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured of the explanations of a few samples, and what it says of all.
 *
 * @param qualities of the examined explanations
 * @param findings of each method and target that was examined, by target and then by method
 */
record Examined(Map<ExplanationKey, ExplanationQuality> qualities, Map<Aspect, MethodFinding> findings)
        implements Serializable {

    static Examined of(List<ExplanationQuality> qualities, double maxRandomizedCorrelation) {
        Map<ExplanationKey, ExplanationQuality> byKey = new HashMap<>();
        qualities.forEach(quality -> byKey.put(quality.key(), quality));
        SortedMap<Aspect, MethodFinding> findings = new TreeMap<>(Comparator.comparing(Aspect::targetKind)
                .thenComparing(Aspect::targetIndex)
                .thenComparing(Aspect::method));
        findings.putAll(MethodFinding.of(qualities, maxRandomizedCorrelation));
        return new Examined(byKey, new LinkedHashMap<>(findings));
    }

    /** Why no map of a method is trusted for a target. */
    List<String> reasonsAgainst(Aspect aspect) {
        MethodFinding finding = findings.get(aspect);
        return finding == null ? List.of() : finding.reasons();
    }
}
