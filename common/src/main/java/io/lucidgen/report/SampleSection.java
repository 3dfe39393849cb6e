package io.lucidgen.report;

/** The grid of samples. */
final class SampleSection {
    private SampleSection() {}

    static void write(Markup page, SampleGallery gallery) {
        Picture grid = gallery.grid();
        page.open("figure", "card grid");
        page.open("img", "pixels").with("src", PngImage.dataUri(grid)).with("width", grid.width());
        page.with("alt", gallery.pictures().size() + " generated samples").close();
        page.leaf("figcaption", gallery.caption());
        page.close().line();
    }
}
