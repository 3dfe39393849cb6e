package io.lucidgen.jobs.evaluation;

import org.apache.spark.api.java.function.Function2;

/** The smaller of the distances that two partitions found, {@code [spaces][queries]}. */
record SmallerDistances() implements Function2<double[][], double[][], double[][]> {
    @Override
    public double[][] call(double[][] left, double[][] right) {
        double[][] smaller = new double[left.length][];
        for (int space = 0; space < left.length; space++) {
            smaller[space] = left[space].clone();
            for (int i = 0; i < smaller[space].length; i++) {
                smaller[space][i] = Math.min(smaller[space][i], right[space][i]);
            }
        }
        return smaller;
    }
}
