package io.lucidgen.simplification;

import java.util.List;
import java.util.Locale;

/** A rule that a person can read. */
sealed interface Rule permits SparseLine, ShallowTree {

    /** What it predicts for {@code [features]}. */
    double predict(double[] features);

    /** How much there is to read: terms of a sum, or cases. */
    int size();

    /**
     * What it says.
     *
     * @param features their names, in the order in which it takes them
     */
    String words(List<String> features);

    /** Three digits are more than a reader keeps. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
