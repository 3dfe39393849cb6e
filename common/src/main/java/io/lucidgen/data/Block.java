package io.lucidgen.data;

import java.io.Serializable;

/**
 * A bounded run of one worker's examples in primitive arrays.
 *
 * @param worker the worker that trains on it, from 0
 * @param index its place in the worker's shard, from 0
 * @param count its examples, at least 1
 * @param features packed values {@code [count, features]}, row-major
 * @param labels {@code [count]}, -1 where there is none
 */
public record Block(int worker, int index, int count, byte[] features, int[] labels) implements Serializable {
    public Block {
        if (count < 1 || labels.length != count || features.length % count != 0) {
            throw new IllegalArgumentException("block " + index + " of worker " + worker + " has " + count
                    + " examples, " + labels.length + " labels and " + features.length + " feature bytes");
        }
    }

    /** Bytes of one example's features. */
    public int bytesPerExample() {
        return features.length / count;
    }
}
