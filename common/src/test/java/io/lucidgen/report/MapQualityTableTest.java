package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MapQualityTableTest {

    private static final TargetView LOGIT = new TargetView("critic-logit", -1);
    private static final TargetView LATENT = new TargetView("latent-mean", 0);

    @Test
    void aMethodIsUnbeatenThatNoOtherOfItsTargetBeatsInBothTimeAndContrast() {
        TrustSummary.Row quick = row("quick", LOGIT, 1, 0.5, 0.6);
        TrustSummary.Row thorough = row("thorough", LOGIT, 10, 0.1, 0.9);
        TrustSummary.Row slow = row("slow", LOGIT, 20, 0.2, 0.8);
        TrustSummary.Row elsewhere = row("elsewhere", LATENT, 0.1, 0, 1);
        List<TrustSummary.Row> all = List.of(quick, thorough, slow, elsewhere);

        assertThat(all)
                .filteredOn(row -> MapQualityTable.isUnbeaten(row, all))
                .containsExactly(quick, thorough, elsewhere);
    }

    @Test
    void whatHasNoContrastIsNotMarked() {
        TrustSummary.Row undefined = row("undefined", LOGIT, 1, Double.NaN, 0.5);

        assertThat(MapQualityTable.isUnbeaten(undefined, List.of(undefined))).isFalse();
    }

    @Test
    void aRunWithoutExaminedMapsSaysSo() {
        Markup page = new Markup();
        MapQualityTable.write(
                page,
                List.of(new TrustSummary.Row(
                        "saliency", LOGIT, 1, 1, OptionalDouble.empty(), 1, Map.of(), Optional.empty())));

        assertThat(page.finish()).contains("No map of this run was examined").doesNotContain("<table");
    }

    private static TrustSummary.Row row(
            String method, TargetView target, double milliseconds, double deletion, double insertion) {
        OptionalDouble none = OptionalDouble.empty();
        return new TrustSummary.Row(
                method,
                target,
                1,
                1,
                none,
                milliseconds,
                Map.of(),
                Optional.of(new MapQuality(
                        1,
                        Double.isNaN(deletion) ? none : OptionalDouble.of(deletion),
                        none,
                        OptionalDouble.of(insertion),
                        none,
                        none,
                        none,
                        none,
                        none,
                        none)));
    }
}
