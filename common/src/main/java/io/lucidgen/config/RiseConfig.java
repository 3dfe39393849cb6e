package io.lucidgen.config;

import java.io.Serializable;

/**
 * Random smooth masks.
 *
 * @param masks how many
 * @param cells of a mask along each axis
 * @param keep share of the cells that is kept, between 0 and 1
 */
public record RiseConfig(int masks, int cells, double keep) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public RiseConfig {
        new Problems()
                .atLeast("masks", masks, 2)
                .atLeast("cells", cells, 1)
                .above("keep", keep, 0)
                .withinBelow("keep", keep, 0, 1)
                .refuse();
    }
}
