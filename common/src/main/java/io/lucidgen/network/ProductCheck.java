package io.lucidgen.network;

import io.lucidgen.error.UserException;
import io.lucidgen.random.RandomStream;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrix products by native code held against plain Java: builds of OpenBLAS that are older than their processor have
 * computed wrong products without a word.
 *
 * <p>The entries are whole numbers so small that every sum of products is exact in a float, in whatever order it is
 * added up: a right product equals the reference, and nothing depends on a tolerance.
 */
public final class ProductCheck {
    /** A size at and around each kernel's edges: rows, inner size, columns. */
    private static final List<int[]> SIZES = List.of(
            new int[] {1, 1, 1},
            new int[] {3, 5, 7},
            new int[] {17, 33, 65},
            new int[] {64, 64, 64},
            new int[] {1, 300, 130},
            new int[] {128, 257, 96});

    // 257 products of at most 100 x 100 stay below 2^24.
    private static final int LARGEST = 100;

    /** Computes {@code result = left x right}, each transposed or not. */
    interface Product {
        void multiply(INDArray left, boolean transposeLeft, INDArray right, boolean transposeRight, INDArray result);
    }

    private final String name;
    private final char order;
    private final Product product;

    ProductCheck(String name, char order, Product product) {
        this.name = name;
        this.order = order;
        this.product = product;
    }

    /** What is wrong with the native code of this process; empty when nothing is. Takes some 50 ms the first time. */
    public static Optional<String> fault() {
        return OfThisProcess.FAULT;
    }

    /**
     * Refuses to go on with native code that computes wrong products.
     *
     * @throws UserException (exit 3) if this process has loaded such code
     */
    public static void require() {
        fault().ifPresent(fault -> {
            throw refusal(NativeBackend.build(), fault);
        });
    }

    /** What a user reads whose native code computes wrong products. */
    public static UserException refusal(String build, String fault) {
        return UserException.data(
                "compute",
                "native code",
                build,
                fault + ", so that nothing it computes can be trusted",
                "Choose another build with -Dorg.bytedeco.javacpp.platform.extension=-onednn-avx2 (or -onednn), or"
                        + " other kernels with OPENBLAS_CORETYPE=Haswell, on driver and executors");
    }

    private static final class OfThisProcess {
        private static final Optional<String> FAULT = new ProductCheck(
                        "matmul",
                        'c',
                        (left, transposeLeft, right, transposeRight, result) -> NativeOp.matmul(
                                        left, transposeLeft, right, transposeRight, result)
                                .run())
                .firstFault()
                .or(() -> new ProductCheck(
                                "gemm",
                                'f',
                                (left, transposeLeft, right, transposeRight, result) ->
                                        Nd4j.gemm(left, right, result, transposeLeft, transposeRight, 1, 0))
                        .firstFault());
    }

    Optional<String> firstFault() {
        for (DataType precision : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            for (int[] size : SIZES) {
                double[][] left = matrix(size[0], size[1]);
                double[][] right = matrix(size[1], size[2]);
                double[][] expected = product(left, right);
                for (int transposed = 0; transposed < 4; transposed++) {
                    boolean transposeLeft = (transposed & 1) != 0;
                    boolean transposeRight = (transposed & 2) != 0;
                    try (INDArray a = array(left, transposeLeft, precision);
                            INDArray b = array(right, transposeRight, precision);
                            INDArray result = Nd4j.valueArrayOf(new long[] {size[0], size[2]}, Double.NaN, precision)
                                    .dup(order)) {
                        product.multiply(a, transposeLeft, b, transposeRight, result);
                        Optional<String> wrong = firstDifference(result.toDoubleMatrix(), expected);
                        if (wrong.isPresent()) {
                            return Optional.of("its %s of %d x %d by %d x %d in %s %s"
                                    .formatted(name, size[0], size[1], size[1], size[2], precision, wrong.get()));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> firstDifference(double[][] result, double[][] expected) {
        for (int row = 0; row < expected.length; row++) {
            for (int column = 0; column < expected[row].length; column++) {
                if (result[row][column] != expected[row][column]) {
                    return Optional.of("gives " + result[row][column] + " instead of " + expected[row][column]
                            + " in row " + row + ", column " + column);
                }
            }
        }
        return Optional.empty();
    }

    private static double[][] matrix(int rows, int columns) {
        RandomStream random = new RandomStream(31L * rows + columns);
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int column = 0; column < columns; column++) {
                row[column] = random.nextInt(2 * LARGEST + 1) - LARGEST;
            }
        }
        return matrix;
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] product = new double[left.length][right[0].length];
        for (int row = 0; row < left.length; row++) {
            for (int inner = 0; inner < right.length; inner++) {
                for (int column = 0; column < right[inner].length; column++) {
                    product[row][column] += left[row][inner] * right[inner][column];
                }
            }
        }
        return product;
    }

    private static INDArray array(double[][] matrix, boolean transposed, DataType precision) {
        INDArray array = Nd4j.createFromArray(matrix).castTo(precision);
        return transposed ? array.transpose().dup('c') : array;
    }
}
