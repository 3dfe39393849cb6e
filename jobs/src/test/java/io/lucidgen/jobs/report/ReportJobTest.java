package io.lucidgen.jobs.report;

import static io.lucidgen.jobs.report.ReportPages.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.attribution.SampleSource;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.TargetKind;
import io.lucidgen.report.Picture;
import io.lucidgen.report.PngImage;
import io.lucidgen.report.PngReader;
import io.lucidgen.report.SampleGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page of a GAN, from tables that lie where the other commands put them. */
class ReportJobTest {

    private static final int SAMPLES = 12;
    private static final long EXPLAINED_SEED = 5;
    private static final long LATER_SEED = 77;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    static Path folder;

    private static ReportPages pages;
    private static ReportTables tables;
    private static Path alone;
    private static Path file;
    private static String page;

    /** One page of the training alone, and one after all commands and generate once more. */
    @BeforeAll
    static void makePages() throws IOException {
        pages = new ReportPages(SPARK.session(), folder);
        JobContext context = pages.context("gan", 0);
        tables = ReportTables.of(context);
        tables.history();
        alone = ReportPages.make(context);
        String samples = tables.samples(EXPLAINED_SEED, SAMPLES);
        tables.explanations(
                samples,
                SampleSource.GENERATED,
                IntStream.range(0, SAMPLES).mapToObj(ReportTables::id).toList(),
                List.of(TargetKind.CRITIC_LOGIT));
        tables.scores(
                samples, SAMPLES, ModelScore.of(Metric.COVERAGE, 0.8, SAMPLES).heldAgainst(0.5));
        // The same ids again, and other samples.
        tables.samples(LATER_SEED, SAMPLES);
        file = ReportPages.make(context);
        page = ReportPages.read(file);
    }

    @Test
    void afterTrainingAloneThePageSaysWhatToRunForTheRest() throws IOException {
        String early = ReportPages.read(alone);

        assertThat(early)
                .contains("run generate, then report again")
                .contains("run explain, then report again")
                .contains("run evaluate, then report again")
                .contains("not judged")
                .contains("this is the one that generate would draw first")
                .doesNotContain("<section id=\"reconstructions\"");
        assertThat(section(early, "training")).contains("<svg").contains("discriminator loss");
        assertThat(section(early, "card")).contains("training rows");
        assertThat(alone.resolveSibling("grid.png")).doesNotExist();
    }

    @Test
    void everyPartIsThereOnceAllCommandsHaveRun() {
        assertThat(page).doesNotContain("Nothing to show").contains("Every score with a threshold meets it.");
        assertThat(section(page, "samples")).contains("The first 6 of 12 samples");
        assertThat(section(page, "path")).contains(ReportTables.id(0)).contains("critic logit: taken for");
        assertThat(section(page, "explanations"))
                .contains("4 of 12 explained samples")
                .contains("Baseline: black");
        assertThat(section(page, "internals"))
                .contains("hidden1-relu", "What changes samples most", "critic-logit", "Directions found in");
        assertThat(section(page, "rules")).contains("brightness", "critic logit", "region ", "Right side");
        assertThat(section(page, "scores"))
                .contains("Frechet distance")
                .contains("41.5")
                .contains("3.25");
        assertThat(section(page, "reproduce"))
                .contains("model.name = &quot;tiny-gan&quot;")
                .doesNotContain("scores = ")
                .contains("generate --config same.conf --run-date 2026-03-15")
                .contains("train --config same.conf --run-date 2026-03-14")
                .contains("tables/samples/run_date=2026-03-15");
    }

    @Test
    void theHistoryEndsWhereTheVersionDoes() {
        // The last of six rounds is beyond the version's 500; each took two seconds.
        assertThat(section(page, "training"))
                .contains("Throughput")
                .contains("500")
                .doesNotContain("600");
    }

    @Test
    void theGridBesideThePageHoldsTheLatestSamplesAsTheyAreStored() throws IOException {
        Picture grid = PngReader.decode(Files.readAllBytes(file.resolveSibling("grid.png")));

        List<Picture> first =
                tables.draw(LATER_SEED, 6).stream().map(SampleViews::picture).toList();
        assertThat(grid).isEqualTo(new SampleGrid(2, 3, 32, 2).draw(first));
    }

    @Test
    void samplesAreChosenEvenlyAndShownAsTheRunThatExplainedThemSawThem() {
        String explanations = section(page, "explanations");

        assertThat(IntStream.range(0, SAMPLES).filter(i -> explanations.contains(ReportTables.id(i))))
                .containsExactly(0, 3, 6, 9);
        assertThat(explanations).contains(uri(EXPLAINED_SEED, 3)).doesNotContain(uri(LATER_SEED, 3));
        assertThat(explanations).contains("kind-0").contains("realism").contains("1.04");
    }

    @Test
    void trustIsCountedOverAllMapsAndNotOverThoseShown() {
        String trust = section(page, "trust");

        String row = trust.substring(trust.indexOf("Integrated gradients"), trust.indexOf("Occlusion"));
        assertThat(row)
                .contains(">12<")
                .contains("50%")
                .contains(">1%<")
                .contains("5 ms")
                .contains("completeness gap (6)");
        assertThat(trust).contains("promises no sum").contains("critic-logit: self-check worst error");
    }

    @Test
    void nothingIsDoneTwiceAndAnythingNewMakesANewPage() throws IOException {
        JobContext later = pages.context("gan", 1);
        Path first = ReportPages.make(later);
        pages.lines().clear();
        assertThat(ReportPages.make(later)).isEqualTo(first);
        assertThat(pages.lines()).first().asString().contains("already done");

        new ReportTables(later, tables.checkpoint())
                .scores("none", 1, ModelScore.of(Metric.CLASSES_FOUND, 3, 12).heldAgainst(8));

        Path second = ReportPages.make(later);
        assertThat(second).isNotEqualTo(first);
        assertThat(ReportPages.read(second))
                .contains("These scores do not meet their thresholds: classes found.")
                .contains("run explain, then report again");
    }

    private static String uri(long seed, int sample) {
        return PngImage.dataUri(
                SampleViews.picture(tables.draw(seed, sample + 1).get(sample)));
    }
}
