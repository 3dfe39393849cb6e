package io.lucidgen.report;

import java.util.Locale;

/** The name of a metric in words. */
final class MetricName {
    private MetricName() {}

    /** "frechet_distance" becomes "Frechet distance". */
    static String of(String metric) {
        String words = metric.replace('_', ' ').replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
