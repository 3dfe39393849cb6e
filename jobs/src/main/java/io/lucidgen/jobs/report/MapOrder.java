package io.lucidgen.jobs.report;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.model.TargetKind;
import java.util.Comparator;
import java.util.List;

/** The order in which a report shows maps: by target, then from the plainest method to the most thorough. */
record MapOrder(TargetKind target, int index, String method) implements Comparable<MapOrder> {

    private static final List<String> METHODS = List.of(
            ExplanationConfig.SALIENCY,
            ExplanationConfig.INPUT_X_GRADIENT,
            ExplanationConfig.INTEGRATED_GRADIENTS,
            ExplanationConfig.OCCLUSION);

    private static final Comparator<MapOrder> ORDER = Comparator.comparing(MapOrder::target)
            .thenComparing(MapOrder::index)
            .thenComparing(MapOrder::place)
            .thenComparing(MapOrder::method);

    @Override
    public int compareTo(MapOrder other) {
        return ORDER.compare(this, other);
    }

    private int place() {
        int known = METHODS.indexOf(method);
        return known < 0 ? METHODS.size() : known;
    }
}
