package io.lucidgen.network;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer whose weight is divided by its largest singular value, so that no input is stretched (Miyato et al. 2018,
 * https://arxiv.org/abs/1802.05957): with the weight as a matrix W {@code [inputs, outputs]} and a unit vector u
 * {@code [outputs]} near its first right singular vector, the layer uses W / |W u|.
 *
 * <p>u is a parameter that no gradient moves; {@link #turn} brings it nearer after every update of W, and averaging
 * averages it like the others. Between two turns the gradient of W / |W u| is exact.
 *
 * @param layer a layer whose first parameter is a weight with the outputs on the last axis
 */
public record SpectralNormalization(Operation layer) implements Operation {

    private static final String DIRECTION = "direction";
    // A weight of zeros stays one.
    private static final double TINY = 1e-12;

    @Override
    public TensorShape outputShape(List<TensorShape> inputs) {
        return layer.outputShape(inputs);
    }

    @Override
    public List<Parameter> parameters(List<TensorShape> inputs) {
        List<Parameter> parameters = new ArrayList<>(layer.parameters(inputs));
        List<Integer> weight = parameters.get(0).shape().dimensions();
        parameters.add(
                new Parameter(DIRECTION, TensorShape.of(weight.get(weight.size() - 1)), new Initializer.Normal(1)));
        return parameters;
    }

    @Override
    public String label() {
        return layer.label() + ", spectrally normalised";
    }

    /** Does one step of power iteration for every layer of this kind: u becomes W' W u / |W' W u|. */
    public static void turn(Network network) {
        var parameters = network.parametersByName();
        for (NetworkDefinition.Node node : network.definition().nodes()) {
            if (node.operation() instanceof SpectralNormalization normalized) {
                INDArray direction = parameters.get(node.name() + "." + DIRECTION);
                INDArray weight = matrix(parameters.get(node.name() + "." + normalized.weight(network, node)));
                Stretch stretch = new Stretch(weight, direction);
                stretch.measure();
                INDArray turned = stretch.back();
                double norm = norm(turned);
                if (norm > TINY) {
                    direction.assign(turned.divi(norm).reshape(direction.shape()));
                }
            }
        }
    }

    private String weight(Network network, NetworkDefinition.Node node) {
        List<TensorShape> inputs =
                node.inputs().stream().map(network.definition().shapes()::get).toList();
        return layer.parameters(inputs).get(0).name();
    }

    @Override
    public boolean affineInInference() {
        return layer.affineInInference();
    }

    @Override
    public Kernel kernel(KernelArrays arrays) {
        return new SpectralKernel(layer, arrays);
    }

    private static INDArray matrix(INDArray weight) {
        long outputs = weight.size(weight.rank() - 1);
        return weight.reshape('c', weight.length() / outputs, outputs);
    }

    private static double norm(INDArray values) {
        return values.norm2Number().doubleValue();
    }

    /** How much a weight stretches a direction. */
    private static final class Stretch {
        private final INDArray weight;
        private final INDArray direction;
        private final INDArray unit;
        private final INDArray image;
        private final NativeOp product;

        Stretch(INDArray weight, INDArray direction) {
            this.weight = weight;
            this.direction = direction;
            this.unit = Nd4j.create(weight.dataType(), new long[] {weight.size(1), 1}, 'c');
            this.image = Nd4j.create(weight.dataType(), new long[] {weight.size(0), 1}, 'c');
            this.product = NativeOp.matmul(weight, false, unit, false, image);
        }

        /** |W u|; leaves W u / |W u| in {@link #image}. */
        double measure() {
            unit.assign(direction.reshape(unit.shape()));
            unit.divi(Math.max(norm(unit), TINY));
            product.run();
            double stretch = Math.max(norm(image), TINY);
            image.divi(stretch);
            return stretch;
        }

        /** W' of the image. */
        INDArray back() {
            INDArray turned = Nd4j.create(weight.dataType(), unit.shape(), 'c');
            NativeOp.matmul(weight, true, image, false, turned).run();
            return turned;
        }
    }

    private static final class SpectralKernel implements Kernel {
        private final INDArray weight;
        private final INDArray used;
        private final INDArray gradient;
        private final INDArray usedGradient;
        private final INDArray outer;
        private final Stretch stretch;
        private final NativeOp product;
        private final Kernel inner;
        private double largest;

        SpectralKernel(Operation layer, KernelArrays arrays) {
            int own = arrays.parameters().size() - 1;
            this.weight = arrays.parameters().get(0);
            this.used = arrays.scratch(weight.shape());
            this.stretch = new Stretch(matrix(weight), arrays.parameters().get(own));
            List<INDArray> parameters = new ArrayList<>(arrays.parameters().subList(0, own));
            parameters.set(0, used);
            List<INDArray> gradients = new ArrayList<>();
            if (arrays.parameterGradients().isEmpty()) {
                this.gradient = null;
                this.usedGradient = null;
                this.outer = null;
                this.product = null;
            } else {
                gradients.addAll(arrays.parameterGradients().subList(0, own));
                this.gradient = gradients.get(0);
                this.usedGradient = arrays.scratch(weight.shape());
                gradients.set(0, usedGradient);
                this.outer = matrix(arrays.scratch(weight.shape()));
                this.product = NativeOp.matmul(stretch.image, false, stretch.unit, true, outer);
            }
            this.inner = layer.kernel(new KernelArrays(
                    arrays.inputs(),
                    arrays.inputShapes(),
                    arrays.output(),
                    parameters,
                    arrays.outputGradient(),
                    arrays.inputGradients(),
                    gradients,
                    arrays.mode(),
                    arrays.random()));
        }

        @Override
        public void forward() {
            largest = stretch.measure();
            weight.divi(largest, used);
            inner.forward();
        }

        @Override
        public void backward() {
            inner.backward();
            if (gradient != null) {
                // By W: (G - <G, W / |W u|> (W u / |W u|) u') / |W u|, for the gradient G by what was used.
                double along = usedGradient.mul(used).sumNumber().doubleValue();
                product.run();
                matrix(gradient)
                        .assign(matrix(usedGradient).sub(outer.muli(along)).divi(largest));
            }
        }
    }
}
