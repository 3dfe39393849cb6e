package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import org.apache.spark.api.java.function.Function;

/**
 * The first channels of samples whose channels each have a class of their own, with these classes: what a scorer learns
 * from that looks at each channel by itself.
 *
 * @param channels of a sample
 * @param classes of a channel
 */
record FirstChannel(int channels, int classes) implements Function<Block, Block> {

    static FirstChannel of(DatasetDescription dataset) {
        return new FirstChannel(dataset.shape().axes().get(0).size(), dataset.channelClasses());
    }

    @Override
    public Block call(Block block) {
        int bytes = block.bytesPerExample() / channels;
        byte[] features = new byte[block.count() * bytes];
        int[] labels = new int[block.count()];
        int above = 1;
        for (int channel = 1; channel < channels; channel++) {
            above *= classes;
        }
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(block.features(), i * channels * bytes, features, i * bytes, bytes);
            labels[i] = Math.floorDiv(block.labels()[i], above);
        }
        return new Block(block.worker(), block.index(), block.count(), features, labels);
    }
}
