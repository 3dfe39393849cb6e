package io.lucidgen.evaluation.explanation;

/**
 * How far a map is from predicting what happens to the target when squares of the sample show the baseline (Yeh et al.
 * 2019).
 *
 * @param value mean squared error of the map's prediction, in squared units of the target
 * @param unexplained the same after the map is scaled as suits it best, as a share of the mean squared change: 0 for a map
 *     that predicts every change but for its scale, 1 for one that predicts none; NaN where nothing changes
 */
record Infidelity(double value, double unexplained) {

    /**
     * Compares predictions with what happens.
     *
     * @param losses by how much the target should fall for each feature alone, {@code [features]}
     * @param squares the features that each replacement touches
     * @param changes by how much the target falls, {@code [squares]}
     */
    static Infidelity of(double[] losses, int[][] squares, double[] changes) {
        double errors = 0;
        double predictedSquared = 0;
        double changedSquared = 0;
        double products = 0;
        for (int square = 0; square < squares.length; square++) {
            double predicted = 0;
            for (int feature : squares[square]) {
                predicted += losses[feature];
            }
            double change = changes[square];
            errors += (predicted - change) * (predicted - change);
            predictedSquared += predicted * predicted;
            changedSquared += change * change;
            products += predicted * change;
        }
        // The best scale is products / predictedSquared; a map of zeros has none and predicts nothing.
        double explained = predictedSquared == 0 ? 0 : products * products / predictedSquared;
        double unexplained = changedSquared == 0 ? Double.NaN : Math.max(0, 1 - explained / changedSquared);
        return new Infidelity(errors / squares.length, unexplained);
    }
}
