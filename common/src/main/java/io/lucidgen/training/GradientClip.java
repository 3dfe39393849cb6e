package io.lucidgen.training;

import io.lucidgen.config.OptimizerConfig;
import java.util.SortedMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Shortens the gradient of a network where it is too long (Pascanu et al. 2013), and keeps its direction.
 *
 * @param limit the longest that a gradient may be, over all parameters of the network; 0 is no limit
 */
public record GradientClip(double limit) {

    public static GradientClip of(OptimizerConfig config) {
        return new GradientClip(config.clipNorm());
    }

    /**
     * Shortens a gradient in place and notes its length before that, and, where there is a limit, whether it was
     * shortened: 1 or 0, of which the mean over steps is a share.
     *
     * @param norm measures that length
     * @param network names the two metrics
     */
    public void apply(GradientNorm norm, INDArray gradient, String network, SortedMap<String, Double> metrics) {
        double length = norm.of(gradient);
        metrics.put(network + "-gradient-norm", length);
        if (limit == 0) {
            return;
        }
        boolean tooLong = length > limit;
        if (tooLong) {
            gradient.muli(limit / length);
        }
        metrics.put(network + "-gradient-clipped", tooLong ? 1.0 : 0.0);
    }
}
