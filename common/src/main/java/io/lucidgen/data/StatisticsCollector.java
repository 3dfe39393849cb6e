package io.lucidgen.data;

/**
 * Gathers {@link FeatureStatistics} sample by sample.
 *
 * <p>Each sample's mean and squared deviations are merged into the whole (Chan, Golub and LeVeque, "Updating Formulae
 * and a Pairwise Algorithm for Computing Sample Variances", 1979), which stays exact where sums of squares cancel.
 */
public final class StatisticsCollector {
    private final FeatureType type;
    private long count;
    private double mean;
    private double squaredDeviations;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    public StatisticsCollector(FeatureType type) {
        this.type = type;
    }

    /** Adds the values of one sample. */
    public void add(byte[] packed) {
        int values = packed.length / type.bytes();
        double sum = 0;
        for (int i = 0; i < values; i++) {
            double value = type.valueAt(packed, i * type.bytes());
            sum += value;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double sampleMean = sum / values;
        double deviations = 0;
        for (int i = 0; i < values; i++) {
            double deviation = type.valueAt(packed, i * type.bytes()) - sampleMean;
            deviations += deviation * deviation;
        }
        double difference = sampleMean - mean;
        long total = count + values;
        mean += difference * values / total;
        squaredDeviations += deviations + difference * difference * count * values / total;
        count = total;
    }

    /** @throws IllegalArgumentException when nothing was added */
    public FeatureStatistics statistics() {
        // Rounding may carry the mean of equal values past them.
        double bounded = Math.max(min, Math.min(max, mean));
        return new FeatureStatistics(min, max, bounded, Math.sqrt(squaredDeviations / Math.max(1, count)), count);
    }
}
