package io.lucidgen.jobs.benchmark;

/**
 * How much is done for one figure.
 *
 * @param turns how often each contender is measured
 * @param warmUpSteps steps of a trainer before it is measured
 * @param steps steps of a worker in one measurement, a multiple of 20
 * @param blocks blocks of a worker's shard at the smallest size of the data
 * @param stockBatches batches in one measurement of the stock training master; at least one average is made
 * @param explained samples that are explained in one measurement
 * @param emptyJobs Spark jobs that do nothing, to measure what scheduling costs
 */
record Effort(int turns, int warmUpSteps, int steps, int blocks, int stockBatches, int explained, int emptyJobs) {

    /** What gives figures that can be relied on. */
    static Effort full(int pairs) {
        return new Effort(pairs, 60, 100, 29, 80, 400, 20);
    }

    /** What shows within two minutes that everything works; its figures mean nothing. */
    static Effort quick() {
        return new Effort(1, 2, 20, 2, 10, 4, 2);
    }
}
