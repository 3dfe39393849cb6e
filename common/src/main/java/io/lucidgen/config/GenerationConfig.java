package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * How many samples are drawn from a model.
 *
 * @param samples rows of the table
 * @param gridRows rows of the picture that shows the first samples
 * @param gridColumns columns of that picture
 * @param partitions tasks that generate
 * @param weights which parameters of the model generate, and are explained, evaluated and exported
 * @param gate the critic's say in which samples are taken
 */
public record GenerationConfig(
        int samples, int gridRows, int gridColumns, int partitions, WeightChoice weights, GateConfig gate)
        implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public GenerationConfig {
        new Problems()
                .atLeast("samples", samples, 1)
                .atLeast("grid-rows", gridRows, 1)
                .atLeast("grid-columns", gridColumns, 1)
                .atLeast("partitions", partitions, 1)
                .agree(
                        gridRows < 1 || gridColumns < 1 || (long) gridRows * gridColumns <= samples,
                        "samples",
                        List.of("grid-rows", "grid-columns"),
                        "must fill the grid of " + gridRows + " x " + gridColumns + " samples")
                .refuse();
    }
}
