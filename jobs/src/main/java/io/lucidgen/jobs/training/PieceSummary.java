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
 * @param lost whether the piece before the round, which a moving average or an outer step goes on from, could not be had
 * @param squaredDistances of each worker's parameters from the mean, in the order of the contributions; empty for other
 *     pieces than those of parameters
 * @param seconds to fetch the contributions and average them
 * @param bytesMoved bytes that came over the network
 */
record PieceSummary(
        int piece,
        BlockHome home,
        List<Integer> missing,
        boolean lost,
        List<Double> squaredDistances,
        double seconds,
        long bytesMoved)
        implements Serializable {

    /** There is no mean for want of some workers' contributions. */
    static PieceSummary without(int piece, List<Integer> missing, double seconds) {
        return new PieceSummary(piece, BlockHome.here(), missing, false, List.of(), seconds, 0);
    }

    /** The piece is here. */
    static PieceSummary made(int piece, List<Double> squaredDistances, double seconds, long bytesMoved) {
        return new PieceSummary(piece, BlockHome.here(), List.of(), false, squaredDistances, seconds, bytesMoved);
    }

    /** There is no piece for want of the one before. */
    static PieceSummary lost(int piece, double seconds) {
        return new PieceSummary(piece, BlockHome.here(), List.of(), true, List.of(), seconds, 0);
    }

    /** Whether the piece is there. */
    boolean there() {
        return missing.isEmpty() && !lost;
    }

    /** Root mean square distances of all parameters of each contribution from the mean, over all pieces. */
    static List<Double> divergences(Collection<PieceSummary> means, int contributions, long parameters) {
        double[] squares = new double[contributions];
        for (PieceSummary mean : means) {
            for (int i = 0; i < mean.squaredDistances().size(); i++) {
                squares[i] += mean.squaredDistances().get(i);
            }
        }
        return DoubleStream.of(squares)
                .map(sum -> Math.sqrt(sum / parameters))
                .boxed()
                .toList();
    }
}
