package io.lucidgen.evaluation.explanation;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Chooses for each target, among the methods that can be afforded and against which nothing speaks, the one that takes the
 * fewest passes of those whose order tells nearly as much as the best one's.
 *
 * @param mostPasses that a map may take on average
 * @param mostSeconds that a map may take in the median; 0: as many as it takes
 * @param maxRelativeGap within which a map that claims completeness must be
 * @param maxRandomizedCorrelation above which a method does not show what the model has learnt
 */
public record MethodChoice(int mostPasses, double mostSeconds, double maxRelativeGap, double maxRandomizedCorrelation) {

    private static final double MILLIS = 1e3;

    /** The part of the best method's contrast that another must come to. */
    static final double NEARLY = 0.95;

    /** The share of a method's maps that must add up where it claims that they do. */
    static final double ADDING_UP = 0.95;

    /** Every method that was tried, with whether it is chosen and why; at most one for each target. */
    public List<MethodCandidate> choose(List<ExplanationQuality> qualities, List<MapCost> costs) {
        Map<Aspect, List<ExplanationQuality>> measured = qualities.stream()
                .collect(Collectors.groupingBy(quality -> quality.key().of()));
        Map<Aspect, MethodFinding> findings = MethodFinding.of(qualities, maxRandomizedCorrelation);
        Map<Aspect, List<MapCost>> spent = costs.stream().collect(Collectors.groupingBy(MapCost::of));
        Map<Object, List<MethodCandidate>> byTarget = measured.keySet().stream()
                .map(aspect -> candidate(aspect, measured.get(aspect), findings.get(aspect), spent.get(aspect)))
                .collect(Collectors.groupingBy(candidate ->
                        List.of(candidate.of().targetKind(), candidate.of().targetIndex())));
        List<MethodCandidate> judged = new ArrayList<>();
        byTarget.values().forEach(candidates -> judged.addAll(judge(candidates, findings)));
        return judged;
    }

    private MethodCandidate candidate(
            Aspect aspect, List<ExplanationQuality> maps, MethodFinding finding, List<MapCost> costs) {
        double[] contrasts = maps.stream()
                .filter(map -> map.deletion() != null && map.insertion() != null)
                .mapToDouble(map -> map.insertion() - map.deletion())
                .toArray();
        List<Double> gaps = costs.stream()
                .map(MapCost::relativeGap)
                .filter(Objects::nonNull)
                .toList();
        return new MethodCandidate(
                aspect,
                maps.size(),
                costs.stream().mapToInt(MapCost::passes).average().orElseThrow(),
                new Median()
                        .evaluate(costs.stream()
                                .mapToDouble(MapCost::milliseconds)
                                .toArray()),
                contrasts.length == 0 ? null : new Median().evaluate(contrasts),
                finding.compared() == 0 ? null : (double) finding.fasterThanChance() / finding.compared(),
                finding.randomizedCorrelation(),
                gaps.isEmpty()
                        ? null
                        : (double) gaps.stream()
                                        .filter(gap -> gap <= maxRelativeGap)
                                        .count()
                                / gaps.size(),
                false,
                "");
    }

    private List<MethodCandidate> judge(List<MethodCandidate> candidates, Map<Aspect, MethodFinding> findings) {
        List<MethodCandidate> sound = candidates.stream()
                .filter(candidate -> obstacle(candidate, findings).isEmpty())
                .toList();
        double best =
                sound.stream().mapToDouble(MethodCandidate::contrast).max().orElse(Double.NaN);
        Optional<MethodCandidate> taken = sound.stream()
                .filter(candidate -> candidate.contrast() >= NEARLY * best)
                .min(Comparator.comparing(MethodCandidate::passes)
                        .thenComparing(candidate -> candidate.of().method()));
        return candidates.stream()
                .map(candidate -> taken.filter(candidate::equals).isPresent()
                        ? candidate.judged(true, reasonFor(candidate, best))
                        : candidate.judged(
                                false, obstacle(candidate, findings).orElseGet(() -> reasonAgainst(candidate, best))))
                .toList();
    }

    /** What speaks against a method whatever the others do. */
    private Optional<String> obstacle(MethodCandidate candidate, Map<Aspect, MethodFinding> findings) {
        if (candidate.passes() > mostPasses) {
            return Optional.of(said("takes %,.0f passes, of at most %,d", candidate.passes(), mostPasses));
        }
        if (mostSeconds > 0 && candidate.milliseconds() > MILLIS * mostSeconds) {
            return Optional.of(said(
                    "takes %.3g s in the median, of at most %.3g", candidate.milliseconds() / MILLIS, mostSeconds));
        }
        List<String> reasons = findings.get(candidate.of()).reasons();
        if (!reasons.isEmpty()) {
            return Optional.of(String.join(", ", reasons));
        }
        if (candidate.addingUp() != null && candidate.addingUp() < ADDING_UP) {
            return Optional.of(said(
                    "adds up in %.0f %% of its maps, of at least %.0f %%",
                    100 * candidate.addingUp(), 100 * ADDING_UP));
        }
        // Negated, so that what is not above 0 and what is not defined tells nothing.
        return candidate.contrast() != null && candidate.contrast() > 0
                ? Optional.empty()
                : Optional.of("its order tells nothing");
    }

    private String reasonFor(MethodCandidate candidate, double best) {
        return candidate.contrast() == best
                ? said("its order tells most: a contrast of %.3g, for %,.0f passes", best, candidate.passes())
                : said(
                        "its order tells nearly as much as the best, a contrast of %.3g of %.3g, for only %,.0f passes",
                        candidate.contrast(), best, candidate.passes());
    }

    private String reasonAgainst(MethodCandidate candidate, double best) {
        return candidate.contrast() >= NEARLY * best
                ? said("takes more passes for as much: %,.0f", candidate.passes())
                : said("its order tells less: a contrast of %.3g of %.3g", candidate.contrast(), best);
    }

    private static String said(String words, Object... figures) {
        return String.format(Locale.ROOT, words, figures);
    }
}
