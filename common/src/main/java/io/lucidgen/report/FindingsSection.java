package io.lucidgen.report;

import java.util.List;

/** What stands out in a model, each statement with the rows that it rests on. */
final class FindingsSection {
    private FindingsSection() {}

    static void write(Markup page, List<FindingView> findings) {
        page.open("ul", "findings").line();
        for (FindingView finding : findings) {
            page.open("li").text(finding.statement()).open("small").text("Rows: ");
            page.leaf("code", "FROM " + finding.table() + " WHERE " + finding.rows());
            page.close().close().line();
        }
        page.close().line();
    }
}
