package io.lucidgen.network;

/**
 * Where one parameter tensor lies in a network's flat vector.
 *
 * @param name {@code <node>.<parameter>}, such as {@code hidden1.weight}
 * @param shape its shape, row-major; a dense weight is {@code [inputs, outputs]}
 * @param offset the position of its first value in the flat vector
 * @param initializer how it is first filled
 */
public record ParameterSpec(String name, TensorShape shape, int offset, Initializer initializer) {

    public int size() {
        return shape.size();
    }
}
