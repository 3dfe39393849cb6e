package io.lucidgen.simplification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Weighted sums by least squares over standardised features; those that do not vary have no weight.
 *
 * <p>The products of all features are worked out once: {@code samples * features^2} steps, {@code features^3} for all of them.
 */
final class LeastSquares {

    /** What keeps the system solvable where features add up to each other, as those of a category do. */
    private static final double RIDGE = 1e-10;

    private final double[] means;
    private final double[] deviations;
    private final double meanResponse;
    private final double[][] products;
    private final double[] withResponse;

    LeastSquares(Observations samples) {
        int features = samples.names().size();
        int rows = samples.rows();
        this.means = new double[features];
        this.deviations = new double[features];
        this.meanResponse = samples.meanResponse();
        double[][] columns = new double[features][];
        for (int k = 0; k < features; k++) {
            columns[k] = standardised(k, samples.feature(k));
        }
        this.products = new double[features][features];
        this.withResponse = new double[features];
        for (int row = 0; row < rows; row++) {
            double response = (samples.responses()[row] - meanResponse) / rows;
            for (int k = 0; k < features; k++) {
                double value = columns[k][row];
                withResponse[k] += value * response;
                for (int other = 0; other <= k; other++) {
                    products[k][other] += value * columns[other][row] / rows;
                }
            }
        }
        for (int k = 0; k < features; k++) {
            for (int other = 0; other < k; other++) {
                products[other][k] = products[k][other];
            }
        }
    }

    private double[] standardised(int feature, double[] values) {
        double mean = StatUtils.mean(values);
        double deviation = Math.sqrt(StatUtils.populationVariance(values));
        means[feature] = mean;
        // A feature that does not vary but for rounding is one that does not vary.
        deviations[feature] = deviation > RIDGE * Math.abs(mean) ? deviation : 0;
        return Arrays.stream(values)
                .map(value -> deviations[feature] == 0 ? 0 : (value - mean) / deviation)
                .toArray();
    }

    /** The sum of all features. */
    SparseLine all() {
        return of(varying().boxed().toList());
    }

    /**
     * Sums of one feature, of two and so on: the next one is always that which goes along most with what is left over (orthogonal
     * matching pursuit, Pati et al. 1993).
     *
     * @param terms the most; there are fewer where no more features vary
     */
    List<SparseLine> growing(int terms) {
        List<SparseLine> lines = new ArrayList<>();
        List<Integer> chosen = new ArrayList<>();
        double[] left = withResponse.clone();
        int most = (int) Math.min(terms, varying().count());
        while (chosen.size() < most) {
            double[] now = left;
            chosen.add(varying()
                    .filter(k -> !chosen.contains(k))
                    .boxed()
                    .max((one, other) -> Double.compare(Math.abs(now[one]), Math.abs(now[other])))
                    .orElseThrow());
            lines.add(of(chosen));
            left = leftOver(chosen);
        }
        return lines.isEmpty() ? List.of(SparseLine.constant(meanResponse, means.length)) : lines;
    }

    private IntStream varying() {
        return IntStream.range(0, means.length).filter(k -> deviations[k] > 0);
    }

    /** How much each feature goes along with what some of them leave over. */
    private double[] leftOver(List<Integer> some) {
        double[] weights = weights(some);
        double[] left = withResponse.clone();
        for (int k = 0; k < left.length; k++) {
            for (int at = 0; at < weights.length; at++) {
                left[k] -= products[k][some.get(at)] * weights[at];
            }
        }
        return left;
    }

    private SparseLine of(List<Integer> some) {
        double[] weights = new double[means.length];
        double[] standardised = weights(some);
        double intercept = meanResponse;
        for (int at = 0; at < standardised.length; at++) {
            int feature = some.get(at);
            weights[feature] = standardised[at] / deviations[feature];
            intercept -= weights[feature] * means[feature];
        }
        return new SparseLine(intercept, weights);
    }

    private double[] weights(List<Integer> some) {
        if (some.isEmpty()) {
            return new double[0];
        }
        int[] indices = some.stream().mapToInt(Integer::intValue).toArray();
        RealMatrix system = new Array2DRowRealMatrix(products).getSubMatrix(indices, indices);
        double[] right =
                Arrays.stream(indices).mapToDouble(k -> withResponse[k]).toArray();
        for (int k = 0; k < indices.length; k++) {
            system.addToEntry(k, k, RIDGE);
        }
        return new CholeskyDecomposition(system)
                .getSolver()
                .solve(new ArrayRealVector(right))
                .toArray();
    }
}
