package io.lucidgen.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.attribution.AttributionMap;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.data.SampleShape;
import io.lucidgen.error.UserException;
import io.lucidgen.evaluation.explanation.Simulatability;
import io.lucidgen.jobs.report.StudyJob.Question;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A study of the maps that another run has published. */
class StudyJobTest {

    private static final int SAMPLES = 12;
    private static final int ITEMS = 6;
    private static final Question QUESTION = new Question(ITEMS, Optional.empty(), Optional.of("saliency"));

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    static Path folder;

    private static JobContext context;
    private static Path page;
    private static StudyKey key;

    @BeforeAll
    static void makeAStudy() throws IOException {
        context = explained(folder.resolve("logit"), TargetKind.CRITIC_LOGIT);
        page = study(context, QUESTION);
        key = StudyKey.read(Files.readString(page.resolveSibling(StudyKey.FILE)), "key.csv");
    }

    private static JobContext explained(Path root, TargetKind target) throws IOException {
        JobContext context = new ReportPages(SPARK.session(), root).context("gan", 0);
        ReportTables tables = ReportTables.of(context);
        String samples = tables.samples(5, SAMPLES);
        tables.explanations(
                samples,
                SampleSource.GENERATED,
                IntStream.range(0, SAMPLES).mapToObj(ReportTables::id).toList(),
                List.of(target));
        return context;
    }

    private static Path study(JobContext context, Question question) throws IOException {
        new StudyJob(context).make(Optional.empty(), question);
        RunManifest run = context.ledger()
                .latest("study", context.config().model().name(), context.runDate())
                .orElseThrow();
        return Path.of(
                new org.apache.hadoop.fs.Path(run.output("study").orElseThrow().path())
                        .toUri()
                        .getPath());
    }

    @Test
    void aUnitIsAskedForAndShownByItsName() throws IOException {
        JobContext units = explained(folder.resolve("units"), TargetKind.UNIT);

        Path page = study(units, new Question(ITEMS, Optional.of(ReportTables.UNIT), Optional.of("saliency")));

        assertThat(Files.readString(page)).contains(ReportTables.UNIT);
    }

    @Test
    void halfOfTheItemsShowTheMapOfAnotherSample() {
        assertThat(key.entries()).hasSize(ITEMS);
        assertThat(key.entries()).filteredOn(StudyKey.Entry::own).hasSize(ITEMS / 2);
        assertThat(key.entries()).extracting(StudyKey.Entry::sample).doesNotHaveDuplicates();
        assertThat(key.entries()).extracting(StudyKey.Entry::map).doesNotHaveDuplicates();
    }

    /** Whoever sees that every second map is another's is blind no more. */
    @Test
    void whichItemsTheyAreIsByChance() {
        List<SampleExplanation> maps = IntStream.range(0, 46)
                .mapToObj(i -> new SampleExplanation(
                        "s" + i,
                        SampleSource.GENERATED,
                        TargetKind.CRITIC_LOGIT,
                        -1,
                        "saliency",
                        new TreeMap<>(),
                        "black",
                        SampleShape.image(1, 1, 1),
                        new AttributionMap(new float[] {i}, i, 0, null, 1, 1, 1),
                        null,
                        1,
                        true))
                .toList();
        List<Boolean> own = new StudyItems(maps, Map.of(), 6, 3)
                .key().entries().stream().map(StudyKey.Entry::own).toList();
        long changes =
                IntStream.range(1, 40).filter(i -> own.get(i) != own.get(i - 1)).count();

        assertThat(own).hasSize(40);
        assertThat(own.stream().filter(Boolean::booleanValue)).hasSize(20);
        assertThat(changes).isBetween(10L, 30L);
    }

    @Test
    void thePageDoesNotSayWhichAndNamesNoSample() throws IOException {
        String html = Files.readString(page);

        assertThat(html.split("<fieldset", -1)).hasSize(ITEMS + 1);
        assertThat(html).contains("critic-logit").doesNotContain("g-0000");
    }

    @Test
    void answersAreScored() throws IOException {
        StringBuilder answers = new StringBuilder("item,answer\n");
        for (int i = 0; i < ITEMS; i++) {
            StudyKey.Entry entry = key.entries().get(i);
            // Right with own maps, wrong with others'.
            answers.append(i + 1)
                    .append(',')
                    .append(entry.own() == entry.high() ? "high" : "low")
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("ann.csv"), answers);
        Simulatability result =
                new StudyJob(context).score(Optional.empty(), List.of(new org.apache.hadoop.fs.Path(file.toUri())));

        assertThat(result).isEqualTo(new Simulatability(3, 3, 3, 0));
    }

    @Test
    void aSecondTimeNothingIsMade() throws IOException {
        byte[] before = Files.readAllBytes(page);

        new StudyJob(context).make(Optional.empty(), QUESTION);

        assertThat(Files.readAllBytes(page)).isEqualTo(before);
    }

    @Test
    void moreItemsThanMapsAreRefused() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new StudyJob(context)
                        .make(Optional.empty(), new Question(40, Optional.empty(), Optional.of("saliency"))))
                .withMessageContaining("12 trusted maps of samples by saliency can be shown, and 46 are needed");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new StudyJob(context)
                        .make(Optional.empty(), new Question(4, Optional.of("latent-mean 7"), Optional.empty())))
                .withMessageContaining("0 trusted maps of samples of target latent-mean 7");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new Question(5, Optional.empty(), Optional.empty()))
                .withMessageContaining("--items=5");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new StudyJob(context)
                        .score(Optional.empty(), List.of(new org.apache.hadoop.fs.Path("file:/nowhere/ann.csv"))))
                .withMessageContaining("Cannot score a study for file=file:/nowhere/ann.csv: there is none");
    }
}
