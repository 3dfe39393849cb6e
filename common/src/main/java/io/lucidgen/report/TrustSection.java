package io.lucidgen.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The trust summary: what was checked before explaining, then a row for each method and target. */
final class TrustSection {
    private TrustSection() {}

    static void write(Markup page, TrustSummary trust) {
        selfCheck(page, trust.selfCheck());
        page.open("h3").text("Maps by method and target").close();
        page.open("p", "note").text("A map whose ");
        Glossary.link(page, "completeness-gap", "relative completeness gap");
        page.text(" lies above " + NumberText.percent(trust.maxRelativeGap()) + " is not trusted.");
        page.close();
        double slowest = trust.rows().stream()
                .mapToDouble(TrustSummary.Row::medianMilliseconds)
                .max()
                .orElse(0);
        page.open("div", "scroll").open("table", "rows").open("thead").open("tr");
        page.leaf("th", "Method").leaf("th", "Target").leaf("th", "num", "Maps").open("th");
        Glossary.link(page, "trusted", "Trusted");
        page.close().leaf("th", "Median relative gap").leaf("th", "Median time").leaf("th", "Why not");
        page.close().close().open("tbody").line();
        trust.rows().forEach(row -> row(page, row, trust.maxRelativeGap(), slowest));
        page.close().close().close().line();
        MapQualityTable.write(page, trust.rows());
    }

    private static void row(Markup page, TrustSummary.Row row, double maxGap, double slowest) {
        double share = row.rows() == 0 ? 0 : (double) row.trusted() / row.rows();
        page.open("tr").open("td");
        Glossary.linkNamed(page, row.method());
        page.close();
        page.leaf("td", row.target().label());
        page.leaf("td", "num", NumberText.count(row.rows()));
        page.open("td", "barred").leaf("span", NumberText.percent(share));
        BarRow.draw(page, share >= 0.95 ? "good" : "warn", share, 1, NumberText.percent(share) + " trusted");
        page.close().open("td", "barred");
        if (row.medianRelativeGap().isPresent()) {
            double gap = row.medianRelativeGap().getAsDouble();
            page.leaf("span", NumberText.percent(gap));
            String words = NumberText.percent(gap) + " of the allowed " + NumberText.percent(maxGap);
            BarRow.draw(page, gap <= maxGap ? "plain" : "warn", gap, maxGap, words);
        } else {
            page.leaf("span", "muted", "promises no sum");
        }
        page.close().open("td", "barred").leaf("span", NumberText.figure(row.medianMilliseconds()) + " ms");
        BarRow.draw(page, "plain", row.medianMilliseconds(), slowest, "beside the slowest method");
        page.close();
        page.leaf("td", "why", reasons(row.reasons())).close().line();
    }

    private static String reasons(Map<String, Long> reasons) {
        return reasons.entrySet().stream()
                .map(reason -> reason.getKey() + " (" + NumberText.count(reason.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static void selfCheck(Markup page, List<TrustSummary.Check> checks) {
        page.open("h3");
        Glossary.link(page, "self-check", "Self-check");
        page.text(" before anything was explained").close();
        if (checks.isEmpty()) {
            page.leaf("p", "absent", "The run stored no figures of its self-check.");
            return;
        }
        page.open("div", "scroll").open("table", "rows").open("thead").open("tr");
        page.leaf("th", "Test")
                .leaf("th", "num", "Measured")
                .leaf("th", "num", "Allowed")
                .leaf("th", "Result");
        page.close().close().open("tbody");
        for (TrustSummary.Check check : checks) {
            page.open("tr").leaf("td", check.name()).leaf("td", "num", NumberText.figure(check.measured()));
            page.leaf("td", "num", "\u2264 " + NumberText.figure(check.allowed()))
                    .open("td");
            Badge.write(page, Optional.of(check.passed()));
            page.close().close();
        }
        page.close().close().close().line();
    }
}
