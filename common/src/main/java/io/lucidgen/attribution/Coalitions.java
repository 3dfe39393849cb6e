package io.lucidgen.attribution;

import io.lucidgen.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * Which coalitions Shapley values are fitted to: all of the smallest and the largest, which weigh most, as far as the
 * number allows, and of the sizes between a draw by weight, each coalition with its complement.
 */
final class Coalitions {

    private final int players;
    private final List<Coalition> chosen = new ArrayList<>();

    private Coalitions(int players) {
        this.players = players;
    }

    /**
     * Chooses coalitions; neither none nor all of the players are one.
     *
     * @param most at most so many, at least two for each player
     */
    static List<Coalition> choose(int players, int most, long seed) {
        Coalitions coalitions = new Coalitions(players);
        if (players > 1) {
            coalitions.choose(most, seed);
        }
        return coalitions.chosen;
    }

    private void choose(int most, long seed) {
        int size = 1;
        double mass = massFrom(size);
        while (2 * size <= players) {
            double count = CombinatoricsUtils.binomialCoefficientDouble(players, size) * sides(size);
            // A draw by weight would have all of these about as often as there are of them. Those of size one are never
            // drawn: without one of them the fit may have no answer.
            if (size > 1 && count > (most - chosen.size()) * mass(size) / mass * (1 + 1e-9)) {
                break;
            }
            addAll(size, mass(size) / count);
            mass -= mass(size);
            size++;
        }
        if (2 * size <= players) {
            draw((most - chosen.size()) / 2, size, mass, new RandomStream(seed));
        }
    }

    /** What all coalitions of a size and of its complements weigh together. */
    private double mass(int size) {
        return sides(size) * (players - 1.0) / (size * (double) (players - size));
    }

    private double massFrom(int size) {
        double mass = 0;
        for (int next = size; 2 * next <= players; next++) {
            mass += mass(next);
        }
        return mass;
    }

    private int sides(int size) {
        return 2 * size == players ? 1 : 2;
    }

    /** Adds all coalitions of a size, and their complements. */
    private void addAll(int size, double weight) {
        for (int[] members : (Iterable<int[]>) () -> CombinatoricsUtils.combinationsIterator(players, size)) {
            boolean[] in = new boolean[players];
            for (int member : members) {
                in[member] = true;
            }
            Coalition coalition = new Coalition(in, weight);
            chosen.add(coalition);
            if (sides(size) == 2) {
                chosen.add(coalition.complement());
            }
        }
    }

    private void draw(int pairs, int smallest, double mass, RandomStream random) {
        int[] order = new int[players];
        for (int pair = 0; pair < pairs; pair++) {
            int size = drawnSize(smallest, mass * random.nextUniform());
            for (int i = 0; i < players; i++) {
                order[i] = i;
            }
            boolean[] in = new boolean[players];
            for (int i = 0; i < size; i++) {
                int at = i + random.nextInt(players - i);
                in[order[at]] = true;
                order[at] = order[i];
            }
            Coalition coalition = new Coalition(in, mass / (2 * pairs));
            chosen.add(coalition);
            chosen.add(coalition.complement());
        }
    }

    private int drawnSize(int smallest, double at) {
        int size = smallest;
        double below = mass(size);
        while (below <= at && 2 * (size + 1) <= players) {
            size++;
            below += mass(size);
        }
        return size;
    }
}
