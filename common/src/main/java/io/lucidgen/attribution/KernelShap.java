package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.FeatureGrid;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Shapley values of the cells of a grid over the sample, by weighted least squares over coalitions of cells (Lundberg and
 * Lee 2017, KernelSHAP); a cell that is not of a coalition shows the baseline.
 *
 * <p>They sum to the target's distance from its value at the baseline, which is a constraint of the fit and not a heavy
 * weight in it. With all coalitions they are exact. All features of a cell share its value evenly.
 *
 * @param grid how the features of a sample lie
 * @param cells along each axis, as far as there are places
 * @param coalitions at most so many, at least two for each cell
 */
public record KernelShap(FeatureGrid grid, int cells, int coalitions) implements AttributionMethod {

    // Far below what a coalition weighs, and far above what rounding leaves of a direction that no coalition sees.
    private static final double SINGULAR = 1e-12;

    @Override
    public String name() {
        return ExplanationConfig.KERNEL_SHAP;
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("cells", String.valueOf(cells));
        parameters.put("coalitions", String.valueOf(coalitions));
        return parameters;
    }

    @Override
    public boolean claimsCompleteness() {
        return true;
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        int[] cellOf = cellsOfFeatures();
        int[] sizes = new int[Arrays.stream(cellOf).max().orElseThrow() + 1];
        for (int cell : cellOf) {
            sizes[cell]++;
        }
        List<Coalition> chosen = Coalitions.choose(sizes.length, coalitions, sample.seed());
        // The whole sample and the baseline go through the same batches as the coalitions.
        double[] values = function.values(chosen.size() + 2, (row, into, at) -> {
            for (int i = 0; i < sample.features(); i++) {
                boolean shown = row < chosen.size() ? chosen.get(row).has(cellOf[i]) : row == chosen.size();
                into[at + i] = shown ? sample.x()[i] : sample.baseline()[i];
            }
        });
        double[] shares = solve(sizes.length, chosen, values);
        double[] attribution = new double[sample.features()];
        Arrays.setAll(attribution, i -> shares[cellOf[i]] / sizes[cellOf[i]]);
        return new Attribution(attribution, chosen.size());
    }

    /** The Shapley value of each cell, where the last one takes what the others leave of the sum. */
    private static double[] solve(int players, List<Coalition> chosen, double[] values) {
        double empty = values[chosen.size() + 1];
        double sum = values[chosen.size()] - empty;
        int last = players - 1;
        double[] shares = new double[players];
        if (last > 0) {
            double[][] products = new double[last][last];
            double[] right = new double[last];
            for (int c = 0; c < chosen.size(); c++) {
                Coalition coalition = chosen.get(c);
                double lastIn = coalition.has(last) ? 1 : 0;
                double worth = values[c] - empty - lastIn * sum;
                double[] row = new double[last];
                for (int i = 0; i < last; i++) {
                    row[i] = (coalition.has(i) ? 1 : 0) - lastIn;
                }
                for (int i = 0; i < last; i++) {
                    double weighted = coalition.weight() * row[i];
                    if (weighted != 0) {
                        right[i] += weighted * worth;
                        for (int j = 0; j <= i; j++) {
                            products[i][j] += weighted * row[j];
                        }
                    }
                }
            }
            for (int i = 0; i < last; i++) {
                for (int j = 0; j < i; j++) {
                    products[j][i] = products[i][j];
                }
            }
            double[] solved = new CholeskyDecomposition(new Array2DRowRealMatrix(products, false), SINGULAR, SINGULAR)
                    .getSolver()
                    .solve(new ArrayRealVector(right, false))
                    .toArray();
            System.arraycopy(solved, 0, shares, 0, last);
        }
        shares[last] = sum;
        for (int i = 0; i < last; i++) {
            shares[last] -= shares[i];
        }
        return shares;
    }

    private int[] cellsOfFeatures() {
        int rows = Math.min(cells, grid.height());
        int columns = Math.min(cells, grid.width());
        int[] cellOf = new int[grid.channels() * grid.height() * grid.width()];
        for (int i = 0; i < cellOf.length; i++) {
            int row = i / grid.width() % grid.height();
            int column = i % grid.width();
            cellOf[i] = row * rows / grid.height() * columns + column * columns / grid.width();
        }
        return cellOf;
    }
}
