package io.lucidgen.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lucidgen.attribution.SampleSource;
import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.TargetKind;
import io.lucidgen.report.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page of a VAE as a reader's browser shows it; skipped where none is installed. */
class ReportPageInBrowserTest {
    /** Asks the browser what a reader would notice, and what it wanted from elsewhere. */
    private static final String QUESTION = "<script>addEventListener('load',()=>{const i=[...document.images];"
            + "document.title='pictures '+i.length+' broken '+i.filter(x=>!x.naturalWidth).length"
            + "+' overflow '+Math.max(0,document.documentElement.scrollWidth-innerWidth)"
            + "+' requests '+performance.getEntriesByType('resource').filter(r=>!r.name.startsWith('data:')).length"
            + "+' sections '+[...document.querySelectorAll('section')].filter(s=>s.offsetHeight>50).map(s=>s.id)"
            + "+' end'});</script></body>";

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    static Path folder;

    private static Optional<Browser> browser = Optional.empty();
    private static Path page;

    @BeforeAll
    static void makePage() throws Exception {
        browser = Browser.find();
        assumeTrue(browser.isPresent(), "no Chromium on the PATH");
        JobContext context = new ReportPages(SPARK.session(), folder).context("vae", 0);
        ReportTables tables = ReportTables.of(context);
        tables.history();
        String samples = tables.samples(5, 12);
        DatasetSource dataset = DatasetSource.newest(context.spark(), context.files(), context.root(), "tiny");
        tables.explanations(
                samples,
                SampleSource.REAL,
                dataset.pick(Split.TEST, 3, 1).stream().map(Sample::id).toList(),
                List.of(TargetKind.RECONSTRUCTION_ERROR, TargetKind.LATENT_MEAN));
        tables.scores(samples, 12);
        page = ReportPages.make(context);
    }

    @Test
    void everySectionIsShownEveryPictureIsDecodedAndNothingIsFetched() throws Exception {
        String html = ReportPages.read(page);
        // Only this copy may run a script: the page itself forbids it.
        Path asked = Files.writeString(
                folder.resolve("asked.html"),
                html.replaceFirst("<meta http-equiv=[^>]*>", "").replace("</body>", QUESTION));

        String dom = browser.orElseThrow()
                .open(asked, folder, "--dump-dom", "--window-size=1280,2000")
                .output();

        String answer = dom.substring(dom.indexOf("<title>"), dom.indexOf("</title>"));
        // The grid, three samples with four maps for each of two targets, and four reconstructions of three pictures.
        int pictures = Integer.parseInt(answer.replaceAll(".*pictures (\\d+) .*", "$1"));
        assertThat(pictures).isGreaterThanOrEqualTo(1 + 2 * 3 * (1 + 4) + 4 * 3);
        assertThat(answer)
                .contains(" broken 0 overflow 0 requests 0 ")
                .contains(
                        "sections card,findings,networks,path,training,samples,explanations,reconstructions,trust,internals,rules,scores,"
                                + "glossary,reproduce end");
        assertThat(html).doesNotContain("Nothing to show");
    }

    @Test
    void theBrowserComplainsOfNothing() throws Exception {
        String log = browser.orElseThrow()
                .open(page, folder, "--dump-dom", "--enable-logging=stderr")
                .log();

        assertThat(log).doesNotContain("CONSOLE").doesNotContain("Refused to").doesNotContain("ERR_");
    }
}
