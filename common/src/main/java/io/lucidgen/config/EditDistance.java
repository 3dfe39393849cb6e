package io.lucidgen.config;

import java.util.Collection;
import java.util.Comparator;

/** How many single-character edits lie between two names, for suggestions after a typing error. */
final class EditDistance {
    private EditDistance() {}

    /** The candidate with the fewest edits; the first of several. */
    static String closest(String wanted, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> between(wanted, candidate)))
                .orElseThrow();
    }

    static int between(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int diagonal = above[0];
            above[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = diagonal + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                diagonal = above[column];
                above[column] = Math.min(replaced, 1 + Math.min(above[column], above[column - 1]));
            }
        }
        return above[right.length()];
    }
}
