package io.lucidgen.report;

import java.util.List;

/** Samples beside what a model makes of them. */
public record ReconstructionGallery(List<Reconstruction> rows, String caption) {

    /**
     * One sample.
     *
     * @param source {@code real} for a held-out row, {@code generated} for a sample that was encoded again
     * @param error what each place adds to the error, unsigned, {@code [height, width]}
     * @param totalError the sum that the model's loss states
     * @param errorUnit the unit of both, such as {@code nats}
     */
    public record Reconstruction(
            String id,
            String source,
            Picture original,
            Picture reconstruction,
            float[] error,
            double totalError,
            String errorUnit) {}

    public ReconstructionGallery {
        rows = List.copyOf(rows);
    }
}
