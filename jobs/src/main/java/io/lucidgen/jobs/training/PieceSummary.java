package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockHome;
import java.io.Serializable;
import java.util.List;

/**
 * The account of the averaging of one piece; the mean itself stays where it was taken.
 *
 * @param home where that is
 * @param missing workers whose contribution could not be had, so that there is no mean
 * @param squaredDistances of each contribution from the mean, in the order of the contributions
 * @param seconds to fetch the contributions and average them
 * @param bytesMoved bytes of contributions that came over the network
 */
record PieceSummary(
        int piece,
        BlockHome home,
        List<Integer> missing,
        List<Double> squaredDistances,
        double seconds,
        long bytesMoved)
        implements Serializable {}
