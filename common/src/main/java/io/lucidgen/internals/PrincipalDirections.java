package io.lucidgen.internals;

import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.evaluation.FeatureSpace;
import io.lucidgen.evaluation.PrincipalComponents;
import io.lucidgen.internals.LatentDirection.Source;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Generator;
import io.lucidgen.model.Latents;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.network.Activation;
import io.lucidgen.network.InferenceForm;
import io.lucidgen.network.NetworkDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The directions among a generator's latents that change most of what it computes. */
public final class PrincipalDirections {

    /** How far samples are moved to see what a direction does, in standard deviations. */
    private static final double REACH = 2;

    private final GeneratorProbe probe;
    private final GenerativeModel model;
    private final Generator generator;
    private final NetworkRunner runner;
    private final boolean[] continuous;

    /** @param probe says what the directions do to samples */
    public PrincipalDirections(GenerativeModel model, GeneratorProbe probe) {
        this.probe = probe;
        this.model = model;
        this.generator = model.generator().orElseThrow();
        this.runner = new NetworkRunner(generator.network());
        this.continuous = model.definition().prior().continuous();
    }

    /**
     * The eigenvectors of {@code A A'}, where {@code A} {@code [latent, values]} is all that is linear before the first
     * activation, normalisation included: along the first, what the activation reads changes most. Grows with the cube of the
     * latent's length.
     *
     * @param count how many at most
     */
    public List<LatentDirection> ofFirstWeight(int count) {
        INDArray weight = firstWeight();
        double[][] scatter = weight.mmul(weight.transpose()).toDoubleMatrix();
        for (int r = 0; r < scatter.length; r++) {
            for (int c = 0; c < r; c++) {
                scatter[r][c] = scatter[c][r];
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(scatter, false));
        double total = Arrays.stream(eigen.getRealEigenvalues()).sum();
        List<LatentDirection> directions = new ArrayList<>();
        // Eigenvalues come sorted, the largest first; those at the end are of what is not continuous.
        for (int rank = 0; rank < Math.min(count, continuousValues()); rank++) {
            directions.add(direction(
                    Source.FIRST_WEIGHT,
                    rank,
                    eigen.getRealEigenvalue(rank) / total,
                    eigen.getEigenvector(rank).toArray()));
        }
        return directions;
    }

    /**
     * The principal components of the first hidden layer, each as the direction among latents by which it is predicted best.
     *
     * @param count how many at most
     * @param samples how many latents they are found over, more than {@code count}
     * @param seed of these latents
     * @return none for a generator without a hidden layer
     */
    public List<LatentDirection> ofActivations(int count, int samples, long seed) {
        if (probe.layers().isEmpty()) {
            return List.of();
        }
        float[][] latents = GeneratorProbe.bank(model, samples, seed);
        float[] values = runner.run(
                        Latents.rows(latents).castTo(generator.network().precision()),
                        probe.layers().get(0).tensor())
                .castTo(DataType.FLOAT)
                .dup('c')
                .ravel()
                .toFloatVector();
        FeatureSpace space = PrincipalComponents.of(values, samples, Math.min(count, continuousValues()), seed);
        FeatureRows components = space.open().see(values, samples);
        double total = variance(values, samples);
        List<LatentDirection> directions = new ArrayList<>();
        for (int rank = 0; rank < components.columns(); rank++) {
            double[] regression = new double[continuous.length];
            double variance = 0;
            for (int row = 0; row < samples; row++) {
                double component = components.values()[row * components.columns() + rank];
                variance += component * component;
                for (int k = 0; k < regression.length; k++) {
                    regression[k] += continuous[k] ? component * latents[row][k] : 0;
                }
            }
            directions.add(direction(Source.ACTIVATIONS, rank, total == 0 ? 0 : variance / total, regression));
        }
        return directions;
    }

    /**
     * Latents along a direction, all else as in one latent.
     *
     * @param steps how many, from three standard deviations below the middle to three above
     */
    public static float[][] strip(float[] latent, float[] direction, int steps) {
        double along = 0;
        for (int k = 0; k < latent.length; k++) {
            along += latent[k] * direction[k];
        }
        float[][] strip = new float[steps][latent.length];
        for (int step = 0; step < steps; step++) {
            double place = 3 * (2.0 * step / (steps - 1) - 1);
            for (int k = 0; k < latent.length; k++) {
                strip[step][k] = (float) (latent[k] + (place - along) * direction[k]);
            }
        }
        return strip;
    }

    /** All that is linear before the first activation, row by row of what is continuous; other rows are 0. */
    private INDArray firstWeight() {
        int size = continuous.length;
        INDArray basis = Nd4j.create(generator.network().precision(), size + 1, size);
        for (int k = 0; k < size; k++) {
            basis.putScalar(k, k, continuous[k] ? 1 : 0);
        }
        INDArray values = runner.run(basis, beforeFirstActivation()).castTo(DataType.DOUBLE);
        INDArray offset = values.getRow(size);
        return values.get(NDArrayIndex.interval(0, size), NDArrayIndex.all()).subRowVector(offset);
    }

    private String beforeFirstActivation() {
        return InferenceForm.of(generator.network().definition()).nodes().stream()
                .filter(node -> node.operation() instanceof Activation)
                .map(NetworkDefinition.Node::inputs)
                .map(inputs -> inputs.get(0))
                .findFirst()
                .orElse(generator.sample());
    }

    private LatentDirection direction(Source source, int rank, double share, double[] values) {
        double length =
                Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
        double largest = Arrays.stream(values).reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
        float[] direction = new float[values.length];
        for (int k = 0; k < direction.length && length > 0; k++) {
            direction[k] = (float) (values[k] / length * Math.signum(largest));
        }
        INDArray difference = probe.moved(direction, REACH)
                .sub(probe.moved(direction, -REACH))
                .castTo(DataType.DOUBLE);
        return new LatentDirection(
                source,
                rank,
                share,
                direction,
                Math.sqrt(difference.mul(difference).meanNumber().doubleValue()));
    }

    private int continuousValues() {
        int count = 0;
        for (boolean one : continuous) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** The sum of squares of values less their columns' means. */
    private static double variance(float[] values, int rows) {
        int columns = values.length / rows;
        double sum = 0;
        for (int column = 0; column < columns; column++) {
            double total = 0;
            double squares = 0;
            for (int row = 0; row < rows; row++) {
                double value = values[row * columns + column];
                total += value;
                squares += value * value;
            }
            sum += squares - total * total / rows;
        }
        return sum;
    }
}
