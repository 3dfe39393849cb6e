package io.lucidgen.jobs.training;

/** Measures wall time. */
final class Stopwatch {

    private static final double NANOS = 1e9;

    private long began = System.nanoTime();

    private Stopwatch() {}

    static Stopwatch start() {
        return new Stopwatch();
    }

    /** Seconds since the start, or since the last lap. */
    double seconds() {
        return (System.nanoTime() - began) / NANOS;
    }

    /** The same, and begins the next lap. */
    double lap() {
        long now = System.nanoTime();
        double lap = (now - began) / NANOS;
        began = now;
        return lap;
    }
}
