package io.lucidgen.attribution;

/** Points and weights of Gauss and Legendre's quadrature on [0, 1]. */
final class GaussLegendre {

    // Newton's method converges from the starting values below in four or five rounds.
    private static final int ROUNDS = 100;
    private static final double CONVERGED = 1e-15;

    private GaussLegendre() {}

    static PathPoints points(int count) {
        double[] positions = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            double root = Math.cos(Math.PI * (count - i - 0.25) / (count + 0.5));
            for (int round = 0; round < ROUNDS; round++) {
                double step = value(count, root) / slope(count, root);
                root -= step;
                if (Math.abs(step) < CONVERGED) {
                    break;
                }
            }
            double slope = slope(count, root);
            positions[i] = (1 + root) / 2;
            weights[i] = 1 / ((1 - root * root) * slope * slope);
        }
        return new PathPoints(positions, weights);
    }

    /** The Legendre polynomial by Bonnet's recursion. */
    private static double value(int degree, double x) {
        double before = 1;
        double current = x;
        for (int n = 2; n <= degree; n++) {
            double next = ((2 * n - 1) * x * current - (n - 1) * before) / n;
            before = current;
            current = next;
        }
        return degree == 0 ? 1 : current;
    }

    private static double slope(int degree, double x) {
        return degree * (x * value(degree, x) - value(degree - 1, x)) / (x * x - 1);
    }
}
