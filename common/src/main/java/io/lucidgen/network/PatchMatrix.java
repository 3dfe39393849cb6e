package io.lucidgen.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The {@link Patches} of a batch of images as one matrix {@code [batch x rows, columns]} in the CPU's memory. */
final class PatchMatrix {

    private final Patches patches;
    private final INDArray matrix;
    private final HostBlocks blocks;
    private final float[] image;
    private final float[] rows;

    PatchMatrix(Patches patches, KernelArrays arrays) {
        this.patches = patches;
        this.matrix = arrays.scratch((long) arrays.batch() * patches.rows(), patches.columns());
        this.blocks = HostBlocks.of(matrix);
        this.image = new float[patches.pixels()];
        this.rows = new float[patches.rows() * patches.columns()];
    }

    INDArray matrix() {
        return matrix;
    }

    void unfold(HostBlocks images) {
        for (int from = 0, row = 0; from < images.length(); from += image.length, row += rows.length) {
            images.read(from, image, image.length);
            patches.unfold(image, rows);
            blocks.write(row, rows, rows.length);
        }
    }

    void fold(HostBlocks images) {
        for (int from = 0, row = 0; from < images.length(); from += image.length, row += rows.length) {
            blocks.read(row, rows, rows.length);
            patches.fold(rows, image);
            images.write(from, image, image.length);
        }
    }
}
