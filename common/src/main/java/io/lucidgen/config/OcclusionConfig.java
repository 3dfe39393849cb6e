package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * Squares that are hidden one after the other.
 *
 * @param window side of a square, in pixels
 * @param stride pixels between two squares, at most the window
 */
public record OcclusionConfig(int window, int stride) implements Serializable {

    /** @throws IllegalArgumentException when a setting is out of its range */
    public OcclusionConfig {
        new Problems()
                .atLeast("window", window, 1)
                .atLeast("stride", stride, 1)
                .agree(
                        window < 1 || stride <= window,
                        "stride",
                        List.of("window"),
                        "must be at most window = " + window + ", or pixels between the windows are never hidden")
                .refuse();
    }
}
