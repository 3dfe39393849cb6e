package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.MapSummary;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.model.ExplainedSpace;
import java.util.List;
import java.util.Locale;

/**
 * What one map says, as a plain sentence: a place is named where it holds much more of the map than it would if all places were
 * alike, and nothing is said of a map that is not trusted.
 */
final class MapSentence {

    /** So many times an even share stands out: a critic that has learnt nothing comes to five times now and then. */
    private static final double STANDS_OUT = 8;

    /** More than this always does. */
    private static final double HALF = 0.5;

    private MapSentence() {}

    /**
     * @param target what the target is called
     * @param reasons why the map is not trusted; empty when it is
     */
    static String of(SampleExplanation explanation, String target, List<String> reasons) {
        AttributionMap map = explanation.map();
        String values = "%s is %s, and %s at the baseline"
                .formatted(target, number(map.targetValue()), number(map.baselineValue()));
        if (!reasons.isEmpty()) {
            return "%s; the map by %s is not to be relied on: %s."
                    .formatted(values, explanation.method(), String.join(", ", reasons));
        }
        return values + "; by " + explanation.method() + " " + strongest(explanation) + ".";
    }

    private static String strongest(SampleExplanation explanation) {
        MapSummary summary = explanation.summary();
        boolean latent = explanation.targetKind().space() == ExplainedSpace.LATENT;
        float[] parts = latent ? explanation.map().values() : summary.pooled();
        double sum = 0;
        int most = 0;
        for (int i = 0; i < parts.length; i++) {
            sum += Math.abs(parts[i]);
            most = Math.abs(parts[i]) > Math.abs(parts[most]) ? i : most;
        }
        double share = sum > 0 ? Math.abs(parts[most]) / sum : 0;
        if (share <= Math.min(HALF, STANDS_OUT / parts.length)) {
            return latent ? "no value of the latent stands out" : "no place stands out";
        }
        return "%s holds %.0f %% of it%s"
                .formatted(
                        latent ? "value " + most + " of the latent" : place(most, summary),
                        share * 100,
                        direction(explanation.map(), parts[most]));
    }

    private static String place(int cell, MapSummary summary) {
        return summary.pooledHeight() == 1
                ? "cell %d of %d".formatted(cell + 1, summary.pooledWidth())
                : "row %d, column %d of %d x %d cells"
                        .formatted(
                                cell / summary.pooledWidth() + 1,
                                cell % summary.pooledWidth() + 1,
                                summary.pooledHeight(),
                                summary.pooledWidth());
    }

    /** Only what adds up to the difference has a direction. */
    private static String direction(AttributionMap map, float value) {
        if (map.completenessGap() == null) {
            return "";
        }
        return value > 0 ? ", and raises it" : ", and lowers it";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
