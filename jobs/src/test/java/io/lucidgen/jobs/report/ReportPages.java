package io.lucidgen.jobs.report;

import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.TinyRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Makes pages below a root of its own, of models of 4 x 4 pixels. */
final class ReportPages {
    /** The day after the models were trained. */
    static final LocalDate DATE = LocalDate.of(2026, 3, 15);

    private final TinyRuns runs;
    private final List<String> lines = new ArrayList<>();

    /** @param folder empty */
    ReportPages(SparkSession spark, Path folder) throws IOException {
        runs = new TinyRuns(spark, folder);
        new IngestJob(runs.context("root")).run();
    }

    /** What the jobs of all contexts told the user. */
    List<String> lines() {
        return lines;
    }

    /** A context in which reports show at most four explained samples, some days later. */
    JobContext context(String family, int days) throws IOException {
        String[] settings = {"report.samples=4", "model.name=tiny-" + family};
        JobContext context = runs.context(
                "root", lines::add, family.equals("gan") ? TinyRuns.gan(settings) : TinyRuns.vae(settings));
        return new JobContext(
                context.spark(),
                context.config(),
                context.root(),
                context.files(),
                DATE.plusDays(days),
                context.console());
    }

    /** Makes the page of what there is by now. */
    static Path make(JobContext context) throws IOException {
        new ReportJob(context).run(Optional.empty());
        RunManifest run = context.ledger()
                .latest("report", context.config().model().name(), context.runDate())
                .orElseThrow();
        return Path.of(
                new org.apache.hadoop.fs.Path(run.output("report").orElseThrow().path())
                        .toUri()
                        .getPath());
    }

    static String read(Path page) throws IOException {
        return Files.readString(page, StandardCharsets.UTF_8);
    }

    /** What stands in one section of a page. */
    static String section(String page, String id) {
        int from = page.indexOf("<section id=\"" + id + "\"");
        return page.substring(from, page.indexOf("</section>", from));
    }
}
