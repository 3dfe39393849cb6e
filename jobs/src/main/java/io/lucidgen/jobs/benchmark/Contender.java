package io.lucidgen.jobs.benchmark;

/** One side of a comparison, ready to work: what has to be started or to warm up has done so. */
@FunctionalInterface
interface Contender {

    /** Works for a while and says how much it got done: samples per second. */
    double samplesPerSecond() throws Exception;
}
