package io.lucidgen.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the demo reports into a folder, to be looked at in a browser. */
final class DemoPages {
    private DemoPages() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Files.write(folder.resolve("gan.html"), HtmlReport.render(DemoContent.gan()));
        Files.write(folder.resolve("vae.html"), HtmlReport.render(DemoContent.vae()));
        Files.write(folder.resolve("empty.html"), HtmlReport.render(DemoContent.empty("<script>alert(1)</script>")));
    }
}
