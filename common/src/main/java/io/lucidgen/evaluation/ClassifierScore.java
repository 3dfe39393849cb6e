package io.lucidgen.evaluation;

/**
 * The classifier score (Salimans et al. 2016, https://arxiv.org/abs/1606.03498, there with an Inception network):
 * {@code exp(mean KL(p(class | sample) || p(class)))}.
 *
 * <p>From 1, when a classifier says the same of all samples, to the number of classes, when it is sure of each and sees
 * as many of one class as of another. It is blind to samples of a class that are all alike.
 */
public final class ClassifierScore {

    private ClassifierScore() {}

    /**
     * The score of some rows.
     *
     * @param probabilities {@code [samples][classes]}, each row with sum 1
     * @param rows which of them count, with repetitions, at least one
     */
    public static double of(float[][] probabilities, int[] rows) {
        int classes = probabilities[rows[0]].length;
        double[] marginal = new double[classes];
        double within = 0;
        for (int row : rows) {
            for (int label = 0; label < classes; label++) {
                double probability = probabilities[row][label];
                marginal[label] += probability / rows.length;
                within += negativeEntropy(probability) / rows.length;
            }
        }
        double across = 0;
        for (double probability : marginal) {
            across += negativeEntropy(probability);
        }
        // The mean of KL(p(c|x) || p(c)) is the entropy of the mean less the mean entropy.
        return Math.exp(within - across);
    }

    private static double negativeEntropy(double probability) {
        return probability > 0 ? probability * Math.log(probability) : 0;
    }
}
