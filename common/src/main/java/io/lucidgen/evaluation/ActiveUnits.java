package io.lucidgen.evaluation;

import java.util.List;

/**
 * The dimensions of a latent that a model uses: those whose posterior mean varies by more than 0.01 over samples (Burda
 * et al. 2016).
 */
public final class ActiveUnits {

    private static final double LEAST_VARIANCE = 0.01;

    private ActiveUnits() {}

    /**
     * Counts them.
     *
     * @param means of the posteriors of some samples, {@code [n][latent]}
     * @throws IllegalArgumentException for fewer than two samples
     */
    public static int count(List<float[]> means) {
        if (means.size() < 2) {
            throw new IllegalArgumentException("A variance needs two samples, there are " + means.size());
        }
        int active = 0;
        for (int k = 0; k < means.get(0).length; k++) {
            double sum = 0;
            double squares = 0;
            double centre = means.get(0)[k];
            for (float[] mean : means) {
                double distance = mean[k] - centre;
                sum += distance;
                squares += distance * distance;
            }
            double variance = (squares - sum * sum / means.size()) / (means.size() - 1);
            active += variance > LEAST_VARIANCE ? 1 : 0;
        }
        return active;
    }
}
