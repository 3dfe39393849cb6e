package io.lucidgen.training.stability;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A generator that has nothing left to go by: its gradient is a small share of what it used to be, the median over the
 * last rounds in which it was not so small.
 */
public final class VanishingGeneratorGradient implements Monitor {

    private static final String NORM = "generator-gradient-norm";
    private static final int FEWEST = 10;
    private static final int MOST = 100;

    private final double belowMedian;
    private final Deque<Double> before = new ArrayDeque<>();

    /**
     * Sets the threshold.
     *
     * @param belowMedian the share of the median below which a norm is alarming
     */
    public VanishingGeneratorGradient(double belowMedian) {
        this.belowMedian = belowMedian;
    }

    @Override
    public String name() {
        return "vanishing-gradient";
    }

    @Override
    public Optional<Finding> look(Measurement measurement) {
        OptionalDouble norm = measurement.value(NORM);
        if (norm.isEmpty()) {
            return Optional.empty();
        }
        Optional<Finding> finding =
                before.size() < FEWEST ? Optional.empty() : Optional.of(against(median(), norm.getAsDouble()));
        if (finding.isEmpty() || !finding.get().bad()) {
            before.add(norm.getAsDouble());
            if (before.size() > MOST) {
                before.remove();
            }
        }
        return finding;
    }

    private Finding against(double median, double norm) {
        return new Finding(
                norm < belowMedian * median,
                norm,
                String.format(
                        Locale.ROOT,
                        "the generator's gradient has the norm %.3g, at least %.3g of its median %.3g is expected",
                        norm,
                        belowMedian,
                        median));
    }

    private double median() {
        double[] sorted = before.stream().mapToDouble(d -> d).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
