package io.lucidgen.jobs.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The time of a round from measured terms, for clusters that were not measured.
 *
 * <p>t(K, W) = K step + state + meet(W) + start(K, W) + network(W), with W executors of one worker each. What an executor
 * does with its own copy of the state does not depend on W, because the pieces that it averages get smaller as their
 * contributions get more. Workers meet twice a round, at the driver. The driver starts a task for each worker once for all
 * rounds that take 10 seconds together. Each executor sends and receives 2 (W - 1) / W states.
 *
 * @param step milliseconds of a local step
 * @param state milliseconds of a round of two workers that are neither steps nor meetings
 * @param start milliseconds of a job of two tasks with nothing in them
 * @param startWorker milliseconds that such a job takes longer for each further task
 * @param meeting milliseconds of a meeting of two workers
 * @param meetingWorker milliseconds that it takes longer for each further worker
 * @param bytes of the state
 * @param bytesPerMillisecond that an executor sends and receives, each
 */
record RoundFormula(
        double step,
        double state,
        double start,
        double startWorker,
        double meeting,
        double meetingWorker,
        double bytes,
        double bytesPerMillisecond) {

    static final int[] EXECUTORS = {16, 128, 1000};
    static final double WANTED = 0.8;

    private static final double TEN_GIGABITS = 1.25e6;
    private static final int MEASURED = 2;
    private static final int MEETINGS = 2;
    private static final int TERMS = 6;
    // The milliseconds after which a job is ended and another one begun.
    private static final double STRETCH = 10_000;

    /** The formula with the terms that were measured; empty where one was not. */
    static Optional<RoundFormula> of(Figures figures, Recipe recipe, double stateBytes) {
        Map<String, Double> terms = new HashMap<>();
        for (String name : List.of(
                recipe.prefix() + ".round.step",
                recipe.prefix() + ".round.fixed",
                Scaling.EMPTY_JOB,
                Scaling.EMPTY_JOB_PER_WORKER,
                Scaling.MEETING,
                Scaling.MEETING_PER_WORKER)) {
            figures.value(name).ifPresent(value -> terms.put(name, Math.max(0, value)));
        }
        if (terms.size() < TERMS || terms.get(recipe.prefix() + ".round.step") == 0) {
            return Optional.empty();
        }
        double meeting = terms.get(Scaling.MEETING);
        return Optional.of(new RoundFormula(
                terms.get(recipe.prefix() + ".round.step"),
                Math.max(0, terms.get(recipe.prefix() + ".round.fixed") - MEETINGS * meeting),
                terms.get(Scaling.EMPTY_JOB),
                terms.get(Scaling.EMPTY_JOB_PER_WORKER),
                meeting,
                terms.get(Scaling.MEETING_PER_WORKER),
                stateBytes,
                TEN_GIGABITS));
    }

    /** Milliseconds in which the driver hears of all workers and lets them go on. */
    double meet(int executors) {
        return MEETINGS * (meeting + meetingWorker * (executors - MEASURED));
    }

    /** Milliseconds on the wire. */
    double network(int executors) {
        return 2 * bytes * (executors - 1) / executors / bytesPerMillisecond;
    }

    /** Milliseconds that the driver needs to have all tasks run, shared by the rounds that they do. */
    double start(int localSteps, int executors) {
        double all = start + startWorker * (executors - MEASURED);
        double round = localSteps * step + state + meet(executors) + network(executors);
        return all / Math.max(1, Math.floor(STRETCH / round));
    }

    /** Milliseconds of a round that are not steps. */
    double fixed(int localSteps, int executors) {
        return state + meet(executors) + start(localSteps, executors) + network(executors);
    }

    /** The share of a round that is steps. */
    double efficiency(int localSteps, int executors) {
        return localSteps * step / (localSteps * step + fixed(localSteps, executors));
    }

    /** The fewest local steps a round with which a share of it is steps. */
    int localSteps(double share, int executors) {
        int steps = 1;
        while (efficiency(steps, executors) < share) {
            steps++;
        }
        return steps;
    }

    /** Adds what the formula says of larger clusters. */
    void addTo(Figures figures, Recipe recipe) {
        for (int executors : EXECUTORS) {
            String prefix = recipe.prefix() + ".projected.executors-" + executors;
            figures.add(prefix + ".meet", meet(executors), Figures.MILLISECONDS);
            figures.add(prefix + ".start.k20", start(20, executors), Figures.MILLISECONDS);
            figures.add(prefix + ".network", network(executors), Figures.MILLISECONDS);
            figures.add(prefix + ".efficiency.k20", efficiency(20, executors), Figures.RATIO);
            figures.add(prefix + ".steps-for-efficiency-" + WANTED, localSteps(WANTED, executors), "steps");
        }
    }
}
