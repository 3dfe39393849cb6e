package io.lucidgen.jobs.benchmark;

/** One part of the benchmark; what cannot be measured here it leaves out, with the reason. */
interface Measure {

    /** The name by which a user chooses it. */
    String name();

    void run(Bench bench) throws Exception;
}
