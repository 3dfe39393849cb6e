package io.lucidgen.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.config.ReportConfig;
import io.lucidgen.report.Chart;
import io.lucidgen.report.Fact;
import io.lucidgen.report.LayerView;
import io.lucidgen.report.ModelCardView;
import io.lucidgen.report.NetworkView;
import io.lucidgen.report.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportViewsTest {
    private static final ReportConfig SILENT = new ReportConfig(1, "", List.of());

    @Test
    void everyLayerAndEveryParameterOfANetworkIsShown() {
        Checkpoint gan = TinyCheckpoints.gan();

        List<NetworkView> views = NetworkViews.of(gan.definition());

        assertThat(views).extracting(NetworkView::name).containsExactly("generator", "discriminator");
        for (NetworkView view : views) {
            assertThat(view.parameters())
                    .isEqualTo(gan.definition().network(view.name()).parameterCount());
            assertThat(view.role()).isNotEmpty();
        }
        assertThat(views.get(0).layers().get(0)).isEqualTo(new LayerView("latent", "input", "[3]", 0, List.of()));
        assertThat(views.get(0).layers().get(1).parameters()).isEqualTo(3 * 5 + 5);
    }

    @Test
    void theCardShowsWhatPeopleSayAboutTheModel() {
        ReportConfig said = new ReportConfig(1, "trying things out", List.of("no decisions", "no people"));

        ModelCardView card = ModelCardViews.of(TinyCheckpoints.gan().card(), "last step", Optional.empty(), said);

        assertThat(card.usage())
                .containsExactly(
                        new ModelCardView.Note("Meant for", "trying things out"),
                        new ModelCardView.Note("Limits", "no decisions\nno people"));
    }

    @Test
    void theCardShowsTheDataSetOnlyIfItIsTheOneThatTheModelLearned() {
        Checkpoint gan = TinyCheckpoints.gan();

        ModelCardView same = ModelCardViews.of(
                gan.card(), "last step", Optional.of(TinyCheckpoints.dataset(TinyCheckpoints.FINGERPRINT)), SILENT);
        ModelCardView other = ModelCardViews.of(
                gan.card(), "last step", Optional.of(TinyCheckpoints.dataset("f".repeat(64))), SILENT);

        assertThat(facts(same)).contains(new Fact("name", "tiny-images"), new Fact("quarantined", "3"));
        assertThat(facts(other)).doesNotContain(new Fact("name", "tiny-images"));
        assertThat(facts(other))
                .contains(
                        new Fact("fingerprint", "0123456789abcdef"),
                        new Fact("time", "6 min 12 s"),
                        new Fact("seed: run", "1"));
        assertThat(same.usage()).isEmpty();
        assertThat(same.settings()).containsExactly(new Fact("training.rounds", "500"));
    }

    @Test
    void metricsThatBelongTogetherShareAChartAndUnknownOnesAreNotLost() {
        SortedMap<Long, Double> values = new TreeMap<>(Map.of(10L, 1.0, 20L, 0.5));

        List<Chart> charts = TrainingCharts.of(Map.of(
                "discriminator-loss", values,
                "generator-loss", values,
                "generator-gradient-norm", values,
                "held-out-accuracy-real", values,
                "something-new", values));

        assertThat(charts)
                .extracting(Chart::title)
                .containsExactly(
                        "Losses", "Held-out accuracy of the discriminator", "Gradient norms", "Other measurements");
        assertThat(charts.get(0).series())
                .extracting(Series::name)
                .containsExactly("discriminator loss", "generator loss");
        assertThat(charts.get(0).series().get(0).x()).containsExactly(10, 20);
        assertThat(charts.get(2).scale()).isEqualTo(Chart.Scale.LOGARITHMIC);
    }

    @Test
    void whatAMachineSpendsIsShownInMegabytesAndSecondsWhereItSpendsAny() {
        List<Chart> charts = TrainingCharts.of(Map.of(
                "machine-resident-bytes", new TreeMap<>(Map.of(10L, 3e9)),
                "machine-bytes-moved", new TreeMap<>(Map.of(10L, 0.0)),
                "machine-pull-seconds", new TreeMap<>(Map.of(10L, 0.0, 20L, 0.25))));

        assertThat(charts).extracting(Chart::title).containsExactly("Parts of a round", "Memory and traffic");
        assertThat(charts.get(0).series().get(0).y()).containsExactly(0.25);
        assertThat(charts.get(1).series())
                .singleElement()
                .satisfies(series -> assertThat(series.y()).containsExactly(3000));
    }

    @Test
    void alarmsAreCountedUpToEachRound() {
        List<Chart> charts = TrainingCharts.of(Map.of(
                "loss", new TreeMap<>(Map.of(10L, 1.0, 20L, 0.5, 30L, 0.5)),
                "alarm-mode-collapse", new TreeMap<>(Map.of(20L, Double.NaN, 30L, 0.6)),
                "rolled-back-from-round", new TreeMap<>(Map.of(10L, 40.0))));

        assertThat(charts).extracting(Chart::title).containsExactly("Alarms so far", "Losses");
        assertThat(charts.get(0).series())
                .singleElement()
                .satisfies(alarms -> assertThat(alarms.y()).containsExactly(0, 1, 2));
    }

    private static List<Fact> facts(ModelCardView card) {
        return card.provenance().stream()
                .flatMap(group -> group.facts().stream())
                .toList();
    }
}
