package io.lucidgen.attribution;

/** Writes the rows at which a function is evaluated, when they are needed. */
@FunctionalInterface
public interface RowSource {

    /**
     * Writes one row.
     *
     * @param row which row, from 0
     * @param into the array of a batch
     * @param at where the row's first feature goes
     */
    void write(int row, double[] into, int at);
}
