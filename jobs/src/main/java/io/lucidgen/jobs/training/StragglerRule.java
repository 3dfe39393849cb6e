package io.lucidgen.jobs.training;

import io.lucidgen.config.AveragingConfig;
import io.lucidgen.jobs.spark.PartitionJob;
import java.util.List;

/**
 * When a round goes on without workers that are not done: as soon as enough are done, none waits for a free slot, and
 * each that is left has been at it for longer than a multiple of the median time of those that are done.
 *
 * @param factor that multiple, above 1; 0: never
 * @param minShare share of the workers that is enough, in (0, 1]
 */
record StragglerRule(double factor, double minShare) {

    static final StragglerRule WAIT_FOR_ALL = new StragglerRule(0, 1);

    static StragglerRule of(AveragingConfig config) {
        return new StragglerRule(config.stragglerFactor(), config.minWorkersShare());
    }

    boolean on() {
        return factor > 0;
    }

    /**
     * Whether the time has come.
     *
     * @param workers of the run
     * @param done how many of them are done in this round
     * @param job the job that the others are in
     */
    boolean goOnWithout(int workers, int done, PartitionJob<?> job) {
        if (!on()
                || done < Math.ceil(minShare * workers)
                || job.finishedSeconds().isEmpty()
                || job.left().isEmpty()) {
            return false;
        }
        double limit = factor * median(job.finishedSeconds());
        var running = job.runningSeconds();
        return running.keySet().containsAll(job.left())
                && running.values().stream().allMatch(seconds -> seconds > limit);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
