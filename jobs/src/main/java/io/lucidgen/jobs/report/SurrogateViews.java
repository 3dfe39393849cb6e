package io.lucidgen.jobs.report;

import io.lucidgen.jobs.table.SurrogatesTable;
import io.lucidgen.report.NumberText;
import io.lucidgen.report.Part;
import io.lucidgen.report.SurrogateView;
import io.lucidgen.simplification.Predictors;
import io.lucidgen.simplification.Surrogate;
import io.lucidgen.simplification.WeakSpot;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The simple rules that explain published. */
final class SurrogateViews {
    private SurrogateViews() {}

    /** All of them, what explains most first. */
    static Part<List<SurrogateView>> of(ReportSources sources) throws IOException {
        Optional<ReportSources.Source> found = sources.of(SurrogatesTable.TABLE);
        return found.isEmpty()
                ? Part.absent("No simple rules were sought for this version: run explain with"
                        + " explanation.surrogates.enabled=true, then report again.")
                : Part.of(sources.read(found.get()).collectAsList().stream()
                        .map(SurrogatesTable::surrogate)
                        .sorted(Comparator.comparingDouble(
                                surrogate -> -surrogate.fidelity().r2()))
                        .map(SurrogateViews::view)
                        .toList());
    }

    private static SurrogateView view(Surrogate surrogate) {
        return new SurrogateView(
                surrogate.response().words(),
                surrogate.predictors() == Predictors.LATENT ? "the latent" : "what can be seen",
                surrogate.words(),
                surrogate.simple(),
                surrogate.fidelity().r2(),
                surrogate.fidelity().interval().low(),
                surrogate.fidelity().interval().high(),
                surrogate.linearR2(),
                surrogate.fidelity().agreement(),
                surrogate.weakSpot().map(SurrogateViews::words).orElse(""));
    }

    private static String words(WeakSpot spot) {
        return "where %s (%s of samples, %s times the error)"
                .formatted(spot.where(), NumberText.percent(spot.share()), NumberText.figure(spot.factor()));
    }
}
