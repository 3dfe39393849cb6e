package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the page in a real browser; skipped where none is installed. */
class ReportInBrowserTest {
    /** Asks the browser what a reader would notice: pictures that failed, and a page wider than its window. */
    private static final String QUESTION = "<script>addEventListener('load',()=>{const i=[...document.images];"
            + "document.title='pictures '+i.length+' broken '+i.filter(x=>!x.naturalWidth).length"
            + "+' overflow '+Math.max(0,document.documentElement.scrollWidth-innerWidth)});</script></body>";

    private static Optional<Browser> browser = Optional.empty();

    @TempDir
    Path folder;

    @BeforeAll
    static void findBrowser() {
        browser = Browser.find();
        assumeTrue(browser.isPresent(), "no Chromium on the PATH");
    }

    @Test
    void theBrowserComplainsOfNothing() throws Exception {
        Path page = Files.write(folder.resolve("page.html"), HtmlReport.render(DemoContent.gan()));

        String log = run(page, "--dump-dom", "--enable-logging=stderr").log();

        assertThat(log).doesNotContain("CONSOLE").doesNotContain("Refused to").doesNotContain("ERR_");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 420})
    void everyPictureLoadsAndThePageFitsItsWindow(int width) throws Exception {
        String html = new String(HtmlReport.render(DemoContent.vae()), StandardCharsets.UTF_8);
        Path page = folder.resolve("asked.html");
        // Only this copy may run a script: the page itself forbids it.
        Files.writeString(page, html.replaceFirst("<meta http-equiv=[^>]*>", "").replace("</body>", QUESTION));

        // A window cannot be narrower than 500 pixels, a frame can.
        Path frame = folder.resolve("frame.html");
        Files.writeString(
                frame,
                "<iframe src='asked.html' style='width:" + width + "px;height:900px'></iframe>"
                        + "<script>addEventListener('load',()=>setTimeout(()=>{document.title=frames[0].document.title},200))</script>");
        String dom = run(frame, "--dump-dom", "--allow-file-access-from-files", "--window-size=1400,1000")
                .output();

        assertThat(dom).contains("broken 0 overflow 0").doesNotContain("pictures 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1280,2000", "420,2000"})
    void thePictureOfThePageIsNotBlank(String size) throws Exception {
        Path page = Files.write(folder.resolve("page.html"), HtmlReport.render(DemoContent.gan()));
        Path picture = folder.resolve("page.png");

        run(page, "--screenshot=" + picture, "--window-size=" + size, "--hide-scrollbars");

        Map<Integer, Integer> colours = count(ImageIO.read(picture.toFile()));
        assertThat(colours.size()).as("different colours").isGreaterThan(100);
        int most = colours.values().stream().max(Integer::compare).orElseThrow();
        int pixels = colours.values().stream().mapToInt(Integer::intValue).sum();
        assertThat((double) most / pixels).as("share of the commonest colour").isLessThan(0.8);
    }

    private static Map<Integer, Integer> count(BufferedImage image) {
        Map<Integer, Integer> colours = new HashMap<>();
        for (int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            colours.merge(pixel, 1, Integer::sum);
        }
        return colours;
    }

    private Browser.Outcome run(Path page, String... options) throws IOException, InterruptedException {
        return browser.orElseThrow().open(page, folder, options);
    }
}
