package io.lucidgen.simplification;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A value for each of a few cases.
 *
 * @param leaves boxes that have no part in common and leave none out
 */
record ShallowTree(List<Leaf> leaves) implements Rule {

    /** A case. */
    record Leaf(Box where, double value) {}

    /** @throws IllegalArgumentException if there is no case */
    ShallowTree {
        leaves = List.copyOf(leaves);
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("A tree needs a leaf");
        }
    }

    @Override
    public double predict(double[] features) {
        return leaf(features).value();
    }

    /** The case that features are of. */
    Leaf leaf(double[] features) {
        return leaves.stream()
                .filter(leaf -> leaf.where().contains(features))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A feature is not a number"));
    }

    @Override
    public int size() {
        return leaves.size();
    }

    @Override
    public String words(List<String> features) {
        return leaves.stream()
                .map(leaf ->
                        Rule.number(leaf.value()) + " where " + leaf.where().words(features))
                .collect(Collectors.joining("; "));
    }
}
