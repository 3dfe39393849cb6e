package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockHome;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The account of the averaging of one piece; the mean itself stays where it was taken.
 *
 * @param home where that is
 * @param missing workers whose contribution could not be had, so that there is no mean
 * @param squaredDistances of each worker's parameters from the mean, in the order of the contributions
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
        implements Serializable {

    /** Root mean square distances of all parameters of each contribution from the mean, over all pieces. */
    static List<Double> divergences(Collection<PieceSummary> means, long parameters) {
        double[] squares = new double[means.iterator().next().squaredDistances().size()];
        for (PieceSummary mean : means) {
            for (int i = 0; i < squares.length; i++) {
                squares[i] += mean.squaredDistances().get(i);
            }
        }
        return DoubleStream.of(squares)
                .map(sum -> Math.sqrt(sum / parameters))
                .boxed()
                .toList();
    }
}
