package io.lucidgen.report;

import java.util.List;

/** The top of the page: what it is about, the verdict, and the few figures that everybody asks for. */
final class TitleBlock {
    private TitleBlock() {}

    static void write(Markup page, ReportContent content) {
        ReportHeader header = content.header();
        page.open("header").line();
        page.open("p", "kicker").text("Lucidgen report \u00B7 " + header.family() + " on " + header.dataset());
        page.close();
        page.open("h1").text(header.model() + " ");
        Badge.write(page, header.verdict());
        page.close().line();
        page.open("p", "identity").text("version ").leaf("code", header.version());
        page.text(" \u00B7 run of ")
                .open("time")
                .with("datetime", header.runDate().toString());
        page.text(header.runDate().toString()).close().close();
        page.leaf("p", "reason", header.reason()).line();
        page.open("div", "tiles");
        content.scores().map(scores -> scores(page, scores), page);
        content.trust().map(trust -> trust(page, trust), page);
        content.networks().map(networks -> networks(page, networks), page);
        page.close().close().line();
    }

    private static Markup scores(Markup page, List<Score> scores) {
        long judged =
                scores.stream().filter(score -> score.passed().isPresent()).count();
        long passed =
                scores.stream().filter(score -> score.passed().orElse(false)).count();
        if (judged > 0) {
            tile(page, passed + " of " + judged, "thresholds met", passed == judged ? "good" : "bad");
        }
        if (!scores.isEmpty()) {
            Score first = scores.get(0);
            String floor = first.floor().isPresent()
                    ? ", real against real " + NumberText.figure(first.floor().getAsDouble())
                    : "";
            tile(page, NumberText.figure(first.value()), MetricName.of(first.metric()) + floor, "plain");
        }
        return page;
    }

    private static Markup trust(Markup page, TrustSummary trust) {
        if (trust.maps() > 0) {
            String share = NumberText.percent((double) trust.trusted() / trust.maps());
            tile(page, share, "of " + NumberText.count(trust.maps()) + " attribution maps trusted", "plain");
        }
        return page;
    }

    private static Markup networks(Markup page, List<NetworkView> networks) {
        long parameters = networks.stream().mapToLong(NetworkView::parameters).sum();
        String words =
                networks.size() == 1 ? "parameters in one network" : "parameters in " + networks.size() + " networks";
        tile(page, NumberText.count(parameters), words, "plain");
        return page;
    }

    private static void tile(Markup page, String value, String words, String tone) {
        page.open("div", "tile " + tone).leaf("b", value).leaf("span", words).close();
    }
}
