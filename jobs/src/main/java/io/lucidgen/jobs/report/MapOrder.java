package io.lucidgen.jobs.report;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.model.TargetKind;
import java.util.Comparator;

/** The order in which a report shows maps: by target, then from the plainest method to the most thorough. */
record MapOrder(TargetKind target, int index, String method) implements Comparable<MapOrder> {

    private static final Comparator<MapOrder> ORDER = Comparator.comparing(MapOrder::target)
            .thenComparing(MapOrder::index)
            .thenComparing(MapOrder::place)
            .thenComparing(MapOrder::method);

    @Override
    public int compareTo(MapOrder other) {
        return ORDER.compare(this, other);
    }

    private int place() {
        int known = ExplanationConfig.METHODS.indexOf(method);
        return known < 0 ? ExplanationConfig.METHODS.size() : known;
    }
}
