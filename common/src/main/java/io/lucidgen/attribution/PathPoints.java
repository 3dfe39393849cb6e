package io.lucidgen.attribution;

/**
 * A quadrature of the path from baseline to sample.
 *
 * @param positions in [0, 1], from baseline (0) to sample (1)
 * @param weights of the positions; they sum to 1
 */
record PathPoints(double[] positions, double[] weights) {}
