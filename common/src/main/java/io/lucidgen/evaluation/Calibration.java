package io.lucidgen.evaluation;

/**
 * How far probabilities can be taken at their word.
 *
 * @param brierScore the mean squared distance of a probability from what came true, 0 to 1 (Brier 1950); always saying a
 *     half gives 1/4
 * @param error the expected calibration error, 0 to 1: in 15 bins of equal width the distance between mean probability
 *     and share of what came true, weighted by the rows in each (Naeini et al. 2015, Guo et al. 2017)
 */
public record Calibration(double brierScore, double error) {

    private static final int BINS = 15;

    /**
     * Measures the probability that a logit stands for, its sigmoid.
     *
     * @param logits {@code [n]}
     * @param real {@code [n]}, whether it was real
     * @param rows which of them count, with repetitions
     */
    public static Calibration of(double[] logits, boolean[] real, int[] rows) {
        double squares = 0;
        double[] said = new double[BINS];
        double[] came = new double[BINS];
        for (int row : rows) {
            double probability = 1 / (1 + Math.exp(-logits[row]));
            double truth = real[row] ? 1 : 0;
            squares += (probability - truth) * (probability - truth);
            int bin = Math.min(BINS - 1, (int) (probability * BINS));
            said[bin] += probability;
            came[bin] += truth;
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(said[bin] - came[bin]);
        }
        return new Calibration(squares / rows.length, error / rows.length);
    }
}
