package io.lucidgen.report;

/** A small picture of every stage of one sample's way, in a row for each network. */
final class SamplePathSection {
    private SamplePathSection() {}

    static void write(Markup page, SamplePath path) {
        page.open("p")
                .text("Sample ")
                .leaf("code", path.sampleId())
                .text(". " + path.description())
                .close();
        String network = null;
        for (SamplePath.Stage stage : path.stages()) {
            if (!stage.network().equals(network)) {
                if (network != null) {
                    page.close().close().line();
                }
                network = stage.network();
                page.open("div", "card way")
                        .leaf("h3", network)
                        .open("ol", "stages")
                        .line();
            }
            stage(page, stage);
        }
        if (network != null) {
            page.close().close().line();
        }
        page.open("p", "note")
                .text("Red stands for values above zero, blue for values below; each picture has its own"
                        + " strongest colour, written under it.")
                .close();
    }

    private static void stage(Markup page, SamplePath.Stage stage) {
        page.open("li").leaf("b", stage.operation()).leaf("span", "name", stage.name());
        ActivationPicture.draw(page, stage.activation(), stage.name());
        page.close().line();
    }
}
