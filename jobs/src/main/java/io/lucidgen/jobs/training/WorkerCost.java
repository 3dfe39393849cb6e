package io.lucidgen.jobs.training;

import java.io.Serializable;

/**
 * What a worker's part of a round took.
 *
 * @param pull seconds until the pieces of the state were there
 * @param apply seconds to put them into the arrays that are trained
 * @param read seconds to pick the examples
 * @param compute seconds of local steps
 * @param serialise seconds to turn the arrays into blocks
 * @param bytesMoved bytes of state that came over the network
 * @param offHeapBytes memory that its process holds outside Java's heap for arrays
 * @param residentBytes all memory of its process
 */
record WorkerCost(
        double pull,
        double apply,
        double read,
        double compute,
        double serialise,
        long bytesMoved,
        long offHeapBytes,
        long residentBytes)
        implements Serializable {

    static final WorkerCost NONE = new WorkerCost(0, 0, 0, 0, 0, 0, 0, 0);
}
