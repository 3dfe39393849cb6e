package io.lucidgen.jobs.benchmark;

/**
 * One measured number.
 *
 * @param name such as {@code train.tutorial-gan.efficiency.k10}
 * @param value finite
 * @param unit such as {@code samples/s}; {@code ratio} where two numbers of one unit were divided
 */
record Figure(String name, double value, String unit) {
    Figure {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value);
        }
    }
}
