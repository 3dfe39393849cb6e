package io.lucidgen.report;

/** A picture inside the page, each of its pixels a sharp square of a whole number of screen pixels. */
final class InlinePicture {
    private InlinePicture() {}

    /**
     * Writes the picture at most {@code width} screen pixels wide, and at most four fifths of that on a narrow screen; a
     * picture that is wider by itself is shrunk by the browser.
     *
     * @param words what it shows, for those who cannot see it
     */
    static void write(Markup page, Picture picture, int width, String words) {
        page.open("img", "pixels").with("src", PngImage.dataUri(picture)).with("alt", words);
        page.with("style", size("--wide", picture, width) + size("--narrow", picture, width * 4 / 5));
        page.close();
    }

    /** The declaration of a style variable that shows the picture to whatever is below it. */
    static String variable(String name, Picture picture) {
        return name + ":url(" + PngImage.dataUri(picture) + ");";
    }

    private static String size(String name, Picture picture, int width) {
        int scale = Math.max(1, width / picture.width());
        return name + ":" + picture.width() * scale + "px;";
    }
}
