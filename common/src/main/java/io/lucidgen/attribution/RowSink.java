package io.lucidgen.attribution;

/** Takes a gradient for each row at which a function was evaluated. */
@FunctionalInterface
public interface RowSink {

    /**
     * Takes one row's gradient, which is overwritten later.
     *
     * @param row which row, from 0
     * @param from the array of a batch
     * @param at where the row's first value lies
     */
    void take(int row, double[] from, int at);
}
