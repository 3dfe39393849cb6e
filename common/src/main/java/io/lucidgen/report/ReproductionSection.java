package io.lucidgen.report;

/** Command lines, and where the tables lie. */
final class ReproductionSection {
    private ReproductionSection() {}

    static void write(Markup page, Reproduction reproduction) {
        for (Reproduction.Command command : reproduction.commands()) {
            page.leaf("p", "purpose", command.purpose()).leaf("pre", command.line());
        }
        if (reproduction.commands().isEmpty()) {
            page.leaf("p", "absent", "The run stored no command lines.");
        }
        page.leaf("h3", "Tables (Parquet)");
        if (reproduction.tables().isEmpty()) {
            page.leaf("p", "absent", "No table has rows of this run.");
            return;
        }
        page.open("div", "scroll").open("table", "rows").open("thead").open("tr");
        page.leaf("th", "Table")
                .leaf("th", "num", "Rows")
                .leaf("th", "Path")
                .close()
                .close()
                .open("tbody");
        for (Reproduction.Table table : reproduction.tables()) {
            page.open("tr").leaf("td", table.name()).leaf("td", "num", NumberText.count(table.rows()));
            page.open("td").leaf("code", table.path()).close().close();
        }
        page.close().close().close().line();
    }
}
