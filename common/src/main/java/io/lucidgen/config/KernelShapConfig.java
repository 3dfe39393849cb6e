package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * Shapley values of the cells of a grid.
 *
 * @param cells along each axis
 * @param coalitions at most so many, at least two for each cell
 */
public record KernelShapConfig(int cells, int coalitions) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public KernelShapConfig {
        new Problems()
                .atLeast("cells", cells, 1)
                .agree(
                        cells < 1 || coalitions >= 2L * cells * cells,
                        "coalitions",
                        List.of("cells"),
                        "must be at least " + 2L * cells * cells + ", two for each of the cells * cells cells")
                .refuse();
    }
}
