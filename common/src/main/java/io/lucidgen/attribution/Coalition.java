package io.lucidgen.attribution;

/**
 * Some of the players of a game.
 *
 * @param members whether each player is one
 * @param weight in the fit of Shapley values
 */
record Coalition(boolean[] members, double weight) {

    boolean has(int player) {
        return members[player];
    }

    /** All the others, with the same weight. */
    Coalition complement() {
        boolean[] others = new boolean[members.length];
        for (int i = 0; i < others.length; i++) {
            others[i] = !members[i];
        }
        return new Coalition(others, weight);
    }
}
