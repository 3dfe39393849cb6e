package io.lucidgen.simplification;

import java.util.Locale;
import java.util.Optional;

/**
 * A rule that stands for a part of a model, or the word that no simple one does.
 *
 * @param simple whether the rule is an explanation: it beats the baselines on samples that it has not seen, and explains enough
 * @param form of the best rule tried
 * @param size of that rule, in terms or cases
 * @param words what that rule says
 * @param fidelity of that rule, on held-out samples
 * @param lineR2 of the best line through a single feature, on the same samples
 * @param linearR2 of the weighted sum of all features, on the same samples
 * @param weakSpot where the rule fails most; empty where no place stands out
 * @param fitted samples that the rule was fitted to and chosen by
 * @param heldOut samples that the figures are of
 */
public record Surrogate(
        Response response,
        Predictors predictors,
        boolean simple,
        Form form,
        int size,
        String words,
        Fidelity fidelity,
        double lineR2,
        double linearR2,
        Optional<WeakSpot> weakSpot,
        int fitted,
        int heldOut) {

    /** What kind of rule it is. */
    public enum Form {
        /** A weighted sum of a few features. */
        SPARSE_LINEAR,
        /** A few cases. */
        SHALLOW_TREE;

        /** As it stands in tables. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Form of(Rule rule) {
            return rule instanceof SparseLine ? SPARSE_LINEAR : SHALLOW_TREE;
        }
    }
}
