package io.lucidgen.attribution;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** How the points of a path are chosen and weighted. */
public enum PathRule {
    /** Exact for polynomials of degree 2n - 1. */
    GAUSS_LEGENDRE {
        @Override
        PathPoints points(int count) {
            return GaussLegendre.points(count);
        }
    },
    RIEMANN_LEFT {
        @Override
        PathPoints points(int count) {
            return equal(count, i -> i / (double) count);
        }
    },
    RIEMANN_RIGHT {
        @Override
        PathPoints points(int count) {
            return equal(count, i -> (i + 1) / (double) count);
        }
    },
    RIEMANN_MIDDLE {
        @Override
        PathPoints points(int count) {
            return equal(count, i -> (i + 0.5) / count);
        }
    },
    /** Both ends included, each with half the weight of an inner point. */
    TRAPEZOID {
        @Override
        int fewestPoints() {
            return 2;
        }

        @Override
        PathPoints points(int count) {
            double step = 1.0 / (count - 1);
            double[] positions =
                    IntStream.range(0, count).mapToDouble(i -> i * step).toArray();
            positions[count - 1] = 1;
            double[] weights = new double[count];
            Arrays.fill(weights, step);
            weights[0] = step / 2;
            weights[count - 1] = step / 2;
            return new PathPoints(positions, weights);
        }
    };

    abstract PathPoints points(int count);

    int fewestPoints() {
        return 1;
    }

    /** The name in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static PathPoints equal(int count, IntToDoubleFunction position) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        return new PathPoints(IntStream.range(0, count).mapToDouble(position).toArray(), weights);
    }
}
