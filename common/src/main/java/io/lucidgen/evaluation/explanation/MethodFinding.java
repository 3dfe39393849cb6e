package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.ExplanationKey;
import io.lucidgen.evaluation.Interval;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * What the examined maps say of a method for one target, and so of all its maps.
 *
 * @param compared maps whose order was compared with random ones
 * @param fasterThanChance those of them by whose order the target falls sooner
 * @param randomizedCorrelation median of the rank correlations with maps of a model that has forgotten all; null if none is
 *     defined
 * @param reasons why its maps are not trusted; empty when there is none
 */
public record MethodFinding(int compared, int fasterThanChance, Double randomizedCorrelation, List<String> reasons)
        implements Serializable {

    public static final String NO_BETTER_THAN_CHANCE = "no better than a random order";
    public static final String REGARDLESS_OF_PARAMETERS = "regardless of parameters";

    private static final int FEWEST = 10;
    private static final double CONFIDENCE = 0.95;
    private static final double EVEN = 0.5;

    public MethodFinding {
        reasons = List.copyOf(reasons);
    }

    /**
     * What is found of every method and target that were examined. Nothing is held against what fewer than {@value #FEWEST}
     * maps show.
     *
     * @param maxRandomizedCorrelation above which a method does not show what the model has learnt, be it the median of
     *     the correlations with maps of a model that has forgotten all, or of their means while it forgets layer after layer
     */
    public static Map<ExplanationKey.Aspect, MethodFinding> of(
            List<ExplanationQuality> qualities, double maxRandomizedCorrelation) {
        return qualities.stream()
                .collect(Collectors.groupingBy(
                        quality -> quality.key().of(),
                        Collectors.collectingAndThen(
                                Collectors.toList(), maps -> ofMaps(maps, maxRandomizedCorrelation))));
    }

    private static MethodFinding ofMaps(List<ExplanationQuality> maps, double maxRandomizedCorrelation) {
        List<ExplanationQuality> compared = maps.stream()
                .filter(map -> map.deletion() != null && map.randomOrder() != null)
                .toList();
        int faster = (int) compared.stream()
                .filter(map -> map.deletion() < map.randomOrder())
                .count();
        double[] correlations = defined(maps, ExplanationQuality::randomizedCorrelation);
        double[] cascades = defined(maps, ExplanationQuality::cascadeCorrelation);
        Double median = correlations.length == 0 ? null : new Median().evaluate(correlations);
        List<String> reasons = new ArrayList<>();
        if (compared.size() >= FEWEST && share(faster, compared.size()).low() <= EVEN) {
            reasons.add(NO_BETTER_THAN_CHANCE);
        }
        if (isAlike(correlations, maxRandomizedCorrelation) || isAlike(cascades, maxRandomizedCorrelation)) {
            reasons.add(REGARDLESS_OF_PARAMETERS);
        }
        return new MethodFinding(compared.size(), faster, median, reasons);
    }

    private static boolean isAlike(double[] correlations, double most) {
        return correlations.length >= FEWEST && new Median().evaluate(correlations) > most;
    }

    private static double[] defined(List<ExplanationQuality> maps, Function<ExplanationQuality, Double> figure) {
        return maps.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** The 95 % interval of a share (Wilson 1927). */
    private static Interval share(int some, int all) {
        ConfidenceInterval interval = new WilsonScoreInterval().createInterval(all, some, CONFIDENCE);
        return new Interval(interval.getLowerBound(), interval.getUpperBound());
    }
}
