package io.lucidgen.report;

import java.util.List;

/**
 * One layer of a network.
 *
 * @param operation what it computes, such as {@code dense} or {@code leaky-relu 0.2}; {@value #INPUT} for an input
 * @param outputShape the shape of what it gives, without the batch axis, such as {@code [1, 28, 28]}
 * @param parameters number of its trained values
 * @param inputs names of the layers that it reads
 */
public record LayerView(String name, String operation, String outputShape, long parameters, List<String> inputs) {

    /** The operation of what is not computed but given. */
    public static final String INPUT = "input";

    public LayerView {
        inputs = List.copyOf(inputs);
    }
}
