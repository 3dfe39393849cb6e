package io.lucidgen.jobs.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contenders measured in turns, so that what slows the machine down for a while slows all of them.
 *
 * <p>Every other turn goes through them backwards, which evens out a drift.
 */
final class SideBySide {

    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    private SideBySide() {}

    /**
     * Measures each contender once in every turn, one at a time.
     *
     * @param turns at least 1
     */
    static SideBySide measure(int turns, Map<String, Contender> contenders) throws Exception {
        SideBySide measured = new SideBySide();
        contenders.keySet().forEach(name -> measured.rates.put(name, new ArrayList<>()));
        for (int turn = 0; turn < turns; turn++) {
            List<String> order = new ArrayList<>(contenders.keySet());
            if (turn % 2 == 1) {
                Collections.reverse(order);
            }
            for (String name : order) {
                measured.rates.get(name).add(contenders.get(name).samplesPerSecond());
            }
        }
        return measured;
    }

    boolean has(String contender) {
        return rates.containsKey(contender);
    }

    /** Samples per second of a contender. */
    Spread rate(String contender) {
        return Spread.of(rates.get(contender));
    }

    /** What one contender does for each sample of another, from the two rates of each turn. */
    Spread ratio(String contender, String of) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < rates.get(of).size(); turn++) {
            ratios.add(rates.get(contender).get(turn) / rates.get(of).get(turn));
        }
        return Spread.of(ratios);
    }
}
