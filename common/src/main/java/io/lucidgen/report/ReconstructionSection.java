package io.lucidgen.report;

import java.util.List;

/** Original, reconstruction and error side by side. */
final class ReconstructionSection {
    private static final int WIDTH = 112;
    private static final double QUANTILE = 0.995;

    private ReconstructionSection() {}

    static void write(Markup page, ReconstructionGallery gallery) {
        List<float[]> errors = gallery.rows().stream()
                .map(ReconstructionGallery.Reconstruction::error)
                .toList();
        ColourScale scale = ColourScale.sequential(errors, QUANTILE);
        page.leaf("p", gallery.caption());
        page.open("p", "key").text("Error of a pixel, darker is worse: ");
        ScaleLegend.draw(page, scale);
        page.close();
        page.open("div", "triples").line();
        for (ReconstructionGallery.Reconstruction row : gallery.rows()) {
            page.open("figure", "card triple").open("div", "three");
            picture(page, "original", row.original(), row.id());
            picture(page, "reconstruction", row.reconstruction(), row.id());
            int width = row.original().width();
            picture(
                    page,
                    "error",
                    HeatMap.draw(row.error(), width, row.original().height(), scale),
                    row.id());
            page.close();
            String total =
                    NumberText.figure(row.totalError()) + (row.errorUnit().isEmpty() ? "" : " " + row.errorUnit());
            page.open("figcaption").leaf("code", row.id()).text(" " + row.source() + ", error " + total);
            page.close().close().line();
        }
        page.close();
    }

    private static void picture(Markup page, String what, Picture picture, String id) {
        page.open("div");
        InlinePicture.write(page, picture, WIDTH, what + " of " + id);
        page.leaf("small", what).close();
    }
}
