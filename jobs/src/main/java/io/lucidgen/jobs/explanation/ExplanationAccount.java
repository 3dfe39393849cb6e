package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.attribution.SelfCheckResult;
import io.lucidgen.evaluation.explanation.MethodCandidate;
import io.lucidgen.evaluation.explanation.MethodFinding;
import io.lucidgen.jobs.internals.InternalsTables;
import io.lucidgen.jobs.run.Console;
import io.lucidgen.jobs.table.PublishedTable;
import io.lucidgen.privacy.MembershipLeakage;
import io.lucidgen.simplification.Surrogate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run of explain tells, and the figures that it leaves in its manifest. */
final class ExplanationAccount {

    private static final double PERCENT = 100;

    private final Console console;
    private final SortedMap<String, Double> figures = new TreeMap<>();

    ExplanationAccount(Console console) {
        this.console = console;
    }

    void checked(List<SelfCheckResult> checks) {
        for (SelfCheckResult check : checks) {
            figures.put(check.target() + ": self-check worst error", check.worstError());
            figures.put(check.target() + ": self-check worst batch difference", check.worstBatchDifference());
            figures.put(check.target() + ": self-check directions", (double) check.directions());
            console.line(String.format(
                    Locale.ROOT,
                    "%s: gradients checked in %d directions, worst error %.1e, worst change in a batch %.1e",
                    check.target(),
                    check.directions(),
                    check.worstError(),
                    check.worstBatchDifference()));
        }
    }

    void chosen(List<MethodCandidate> candidates) {
        candidates.stream()
                .filter(MethodCandidate::chosen)
                .forEach(candidate -> console.line(label(candidate.of()) + ": " + candidate.why()));
    }

    void explained(int samples, PublishedTable maps, double seconds) {
        figures.put("samples", (double) samples);
        figures.put("maps", (double) maps.rows());
        figures.put("maps-per-second", maps.rows() / seconds);
        figures.put("bytes-per-map", (double) maps.bytes() / maps.rows());
    }

    void examined(Examined examined, double seconds) {
        figures.put("examined-maps", (double) examined.qualities().size());
        figures.put("examination-seconds", seconds);
        examined.findings().forEach(this::found);
    }

    private void found(Aspect aspect, MethodFinding finding) {
        String name = label(aspect);
        figures.put(name + ": maps compared with chance", (double) finding.compared());
        figures.put(name + ": maps faster than chance", (double) finding.fasterThanChance());
        if (finding.randomizedCorrelation() != null) {
            figures.put(name + ": correlation with forgotten parameters", finding.randomizedCorrelation());
        }
        if (!finding.reasons().isEmpty()) {
            console.line(name + " is not trusted: " + String.join(", ", finding.reasons()));
        }
    }

    void trusted(long maps) {
        double share = maps / figures.get("maps");
        figures.put("trusted-share", share);
        console.line(String.format(
                Locale.ROOT,
                "%,.0f samples, %,.0f maps, %.0f maps/s, %,.0f bytes each, %.1f %% trusted",
                figures.get("samples"),
                figures.get("maps"),
                figures.get("maps-per-second"),
                figures.get("bytes-per-map"),
                PERCENT * share));
    }

    /** The column that gives away most. */
    void leaking(List<MembershipLeakage> leakage) {
        leakage.stream().max(Comparator.comparingDouble(MembershipLeakage::auc)).ifPresent(most -> {
            figures.put("membership-auc", most.auc());
            console.line(String.format(
                    Locale.ROOT,
                    "rows that the model was trained on can be told from others by %s of %s: AUC %.2f (%.2f to %.2f)",
                    most.column(),
                    label(most.of()),
                    most.auc(),
                    most.interval().low(),
                    most.interval().high()));
        });
    }

    void probed(InternalsTables.Found found, double seconds) {
        figures.put("generator-units", (double) found.units());
        figures.put("dead-units", (double) found.dead());
        figures.put("twin-units", (double) found.twins());
        figures.put("internals-seconds", seconds);
        found.statements().forEach(console::line);
    }

    void simplified(List<Surrogate> surrogates, double seconds) {
        List<Surrogate> simple = surrogates.stream().filter(Surrogate::simple).toList();
        figures.put("surrogates", (double) surrogates.size());
        figures.put("simple-surrogates", (double) simple.size());
        figures.put("surrogates-seconds", seconds);
        console.line(String.format(
                Locale.ROOT, "%d of %d simple rules that were sought hold", simple.size(), surrogates.size()));
        simple.forEach(surrogate -> console.line(String.format(
                Locale.ROOT,
                "%s is %s (%.0f %% of the variance of samples not seen)",
                surrogate.response().words(),
                surrogate.words(),
                PERCENT * surrogate.fidelity().r2())));
    }

    SortedMap<String, Double> figures() {
        return figures;
    }

    private static String label(Aspect aspect) {
        return aspect.targetKind().label(aspect.targetIndex()) + " by " + aspect.method();
    }
}
