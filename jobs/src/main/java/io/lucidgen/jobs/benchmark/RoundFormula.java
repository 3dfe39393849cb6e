package io.lucidgen.jobs.benchmark;

import java.util.Optional;

/**
 * The time of a round from measured terms, for clusters that were not measured.
 *
 * <p>t(K, W) = K step + state + schedule(W) + network(W), with W executors of one worker each. What an executor does with
 * its own copy of the state does not depend on W, because the pieces that it averages get smaller as their contributions
 * get more. Each executor sends and receives 2 (W - 1) / W states. The driver starts two tasks for each worker.
 *
 * @param step milliseconds of a local step
 * @param state milliseconds of a round of two workers that are neither steps nor Spark's own
 * @param empty milliseconds of a round of two workers with nothing in it
 * @param worker milliseconds that such a round takes longer for each further worker
 * @param bytes of the state
 * @param bytesPerMillisecond that an executor sends and receives, each
 */
record RoundFormula(double step, double state, double empty, double worker, double bytes, double bytesPerMillisecond) {

    static final int[] EXECUTORS = {16, 128, 1000};
    static final double WANTED = 0.8;

    private static final double TEN_GIGABITS = 1.25e6;
    private static final int MEASURED = 2;

    /** The formula with the terms that were measured; empty where one was not. */
    static Optional<RoundFormula> of(Figures figures, Recipe recipe, double stateBytes) {
        Optional<Double> step = figures.value(recipe.prefix() + ".round.step");
        Optional<Double> fixed = figures.value(recipe.prefix() + ".round.fixed");
        Optional<Double> empty = figures.value(Scaling.EMPTY_ROUND);
        Optional<Double> worker = figures.value(Scaling.EMPTY_ROUND_PER_WORKER);
        if (step.isEmpty() || fixed.isEmpty() || empty.isEmpty() || worker.isEmpty() || !(step.get() > 0)) {
            return Optional.empty();
        }
        double state = Math.max(0, fixed.get() - empty.get());
        return Optional.of(
                new RoundFormula(step.get(), state, empty.get(), Math.max(0, worker.get()), stateBytes, TEN_GIGABITS));
    }

    /** Milliseconds that the driver needs to have all tasks of a round run. */
    double schedule(int executors) {
        return empty + worker * (executors - MEASURED);
    }

    /** Milliseconds on the wire. */
    double network(int executors) {
        return 2 * bytes * (executors - 1) / executors / bytesPerMillisecond;
    }

    /** Milliseconds of a round that are not steps. */
    double fixed(int executors) {
        return state + schedule(executors) + network(executors);
    }

    /** The share of a round that is steps. */
    double efficiency(int localSteps, int executors) {
        return localSteps * step / (localSteps * step + fixed(executors));
    }

    /** The fewest local steps a round with which a share of it is steps. */
    int localSteps(double share, int executors) {
        return (int) Math.ceil(share / (1 - share) * fixed(executors) / step);
    }

    /** Adds what the formula says of larger clusters. */
    void addTo(Figures figures, Recipe recipe) {
        for (int executors : EXECUTORS) {
            String prefix = recipe.prefix() + ".projected.executors-" + executors;
            figures.add(prefix + ".schedule", schedule(executors), Figures.MILLISECONDS);
            figures.add(prefix + ".network", network(executors), Figures.MILLISECONDS);
            figures.add(prefix + ".efficiency.k20", efficiency(20, executors), Figures.RATIO);
            figures.add(prefix + ".steps-for-efficiency-" + WANTED, localSteps(WANTED, executors), "steps");
        }
    }
}
