package io.lucidgen.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.checkpoint.AtomicFile;
import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.error.UserException;
import io.lucidgen.evaluation.explanation.Simulatability;
import io.lucidgen.evaluation.explanation.Simulatability.Answer;
import io.lucidgen.jobs.report.ExplainedSamples.Key;
import io.lucidgen.jobs.report.ExplainedSamples.Shown;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.jobs.table.ExplanationRow;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.model.ExplainedSpace;
import io.lucidgen.report.Picture;
import io.lucidgen.report.SamplePictures;
import io.lucidgen.report.StudyPage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes a study of whether maps help people, and scores their answers.
 *
 * <p>Only maps that are trusted are shown. To the driver come the samples and maps of the study, whose number is asked for.
 */
public final class StudyJob {

    private static final String STUDIES = "studies";
    private static final String COMMAND = "study";
    private static final int EXAMPLES = 6;
    private static final int FEWEST_ITEMS = 4;
    private static final double PERCENT = 100;

    private final JobContext context;

    public StudyJob(JobContext context) {
        this.context = context;
    }

    /**
     * What is asked.
     *
     * @param items how many samples, at least {@value #FEWEST_ITEMS}; an even number, as half have the map of another
     * @param target what is to be guessed, such as {@code critic-logit}, {@code latent-mean 3} or the unit
     *     {@code critic/dense1/17}; empty: the first
     * @param method whose maps are shown; empty: that with most trusted maps
     */
    public record Question(int items, Optional<String> target, Optional<String> method) {

        /** @throws UserException (exit 2) if the number of items will not do */
        public Question {
            if (items < FEWEST_ITEMS || items % 2 != 0) {
                throw UserException.usage(
                        "make a study",
                        "--items",
                        items,
                        "half of the items show the map of another sample",
                        "Give an even number of at least " + FEWEST_ITEMS);
            }
        }
    }

    /**
     * Writes the page and its key, unless they were made of the same explanations.
     *
     * @throws UserException (exit 3) if there are not enough trusted maps of samples that can be shown
     */
    public void make(Optional<String> version, Question question) throws IOException {
        Checkpoint checkpoint = checkpoint(version);
        ReportSources sources = ReportSources.find(context, checkpoint.card().model());
        RunRequest request = sources.addTo(RunRequest.onVersion(
                        COMMAND,
                        checkpoint.card().model().name(),
                        checkpoint.card().model().version())
                .reads("seed", context.config().seed())
                .reads("items", question.items())
                .reads("target", question.target().orElse(""))
                .reads("method", question.method().orElse("")));
        try (Step step = Step.begin(context, request)) {
            if (step.alreadyDone()) {
                return;
            }
            write(step, checkpoint, sources, question);
            step.complete(Map.of("items", (double) question.items()));
        }
    }

    private void write(Step step, Checkpoint checkpoint, ReportSources sources, Question question) throws IOException {
        List<ExplanationRow> chosen = chosen(sources, question);
        List<SampleExplanation> explanations =
                chosen.stream().map(ExplanationRow::explanation).toList();
        HeldOutImages images = HeldOutImages.of(
                context, checkpoint.card(), checkpoint.definition().normalizer());
        Map<Key, Picture> pictures = new HashMap<>();
        Map<Key, Shown> shown = new ExplainedSamples(
                        sources,
                        images,
                        SamplePictures.of(
                                checkpoint.definition().sampleShape(),
                                checkpoint.definition().normalizer()))
                .show(explanations.stream().map(StudyItems::key).toList());
        shown.forEach((key, sample) -> pictures.put(key, sample.picture()));
        List<SampleExplanation> seen = explanations.stream()
                .filter(one -> pictures.containsKey(StudyItems.key(one)))
                .toList();
        if (seen.size() < question.items() + EXAMPLES) {
            throw tooFew(question, seen.size());
        }
        StudyItems items =
                new StudyItems(seen, pictures, EXAMPLES, context.config().seed());
        Path folder = step.partition().below(new Path(context.root(), STUDIES));
        write(new Path(folder, StudyKey.FILE), items.key().toCsv().getBytes(StandardCharsets.UTF_8));
        Path page = new Path(folder, "index.html");
        write(page, StudyPage.render(chosen.get(0).target(), items.examples(), items.items()));
        step.output("study", page);
        step.output("key", new Path(folder, StudyKey.FILE));
    }

    private void write(Path file, byte[] content) throws IOException {
        AtomicFile.replace(context.files(), file, out -> out.write(content));
    }

    private List<ExplanationRow> chosen(ReportSources sources, Question question) throws IOException {
        Optional<ReportSources.Source> maps = sources.of(ExplanationsTable.TABLE);
        Optional<ReportSources.Source> scores = sources.explanationScores();
        if (maps.isEmpty() || scores.isEmpty()) {
            throw tooFew(question, 0);
        }
        String[] key = {
            ExplanationsTable.SAMPLE_ID,
            ExplanationsTable.SOURCE,
            ExplanationsTable.TARGET_KIND,
            ExplanationsTable.TARGET_INDEX,
            ExplanationsTable.METHOD
        };
        Dataset<Row> trusted = sources.read(scores.get())
                .filter(col(ExplanationScoresTable.TRUSTED))
                .select(key[0], key[1], key[2], key[3], key[4]);
        Dataset<Row> all = sources.read(maps.get())
                .filter(col(ExplanationsTable.EXPLAINED_SPACE)
                        .equalTo(ExplainedSpace.INPUT.name().toLowerCase(Locale.ROOT)))
                .join(trusted, key, "left_semi");
        return aspects(all, question).stream()
                .findFirst()
                .map(aspect -> all
                        .filter(aspect)
                        .orderBy(xxhash64(
                                col(ExplanationsTable.SOURCE),
                                col(ExplanationsTable.SAMPLE_ID),
                                lit(context.config().seed())))
                        .limit(question.items() + EXAMPLES)
                        .collectAsList()
                        .stream()
                        .map(ExplanationsTable::explanation)
                        .toList())
                .orElse(List.of());
    }

    /** The targets and methods that were asked for, as conditions: the first target's first, those with most maps first. */
    private static List<Column> aspects(Dataset<Row> all, Question question) {
        String maps = "maps";
        List<Column> found = new ArrayList<>();
        for (Row row : all.groupBy(
                        ExplanationsTable.TARGET_KIND,
                        ExplanationsTable.TARGET_INDEX,
                        ExplanationsTable.METHOD,
                        ExplanationsTable.TARGET_UNIT)
                .agg(count(lit(1)).as(maps))
                .orderBy(
                        col(ExplanationsTable.TARGET_KIND),
                        col(ExplanationsTable.TARGET_INDEX),
                        col(maps).desc(),
                        col(ExplanationsTable.METHOD))
                .collectAsList()) {
            String target = ExplanationsTable.targetKind(row.getString(0)).label(row.getInt(1), row.getString(3));
            if (question.target().map(target::equals).orElse(true)
                    && question.method().map(row.getString(2)::equals).orElse(true)) {
                found.add(col(ExplanationsTable.TARGET_KIND)
                        .equalTo(row.getString(0))
                        .and(col(ExplanationsTable.TARGET_INDEX).equalTo(row.getInt(1)))
                        .and(col(ExplanationsTable.METHOD).equalTo(row.getString(2))));
            }
        }
        return found;
    }

    private static UserException tooFew(Question question, int found) {
        return UserException.data(
                "make a study",
                "--items",
                question.items(),
                "%d trusted maps of samples%s%s can be shown, and %d are needed, %d of them as examples"
                        .formatted(
                                found,
                                question.target().map(" of target "::concat).orElse(""),
                                question.method().map(" by "::concat).orElse(""),
                                question.items() + EXAMPLES,
                                EXAMPLES),
                "Run explain for this date with more samples, ask for fewer items, or name another --target or --method");
    }

    /**
     * Scores answers to the last study of the date.
     *
     * @param answers files of {@code item,answer}, one for each person
     * @throws UserException (exit 3) if there is no study, or a file holds something else
     */
    public Simulatability score(Optional<String> version, List<Path> answers) throws IOException {
        Checkpoint checkpoint = checkpoint(version);
        RunManifest study = context.ledger()
                .latest(COMMAND, checkpoint.card().model().name(), context.runDate())
                .filter(run -> checkpoint.card().model().version().equals(run.version()))
                .orElseThrow(() -> UserException.data(
                        "score a study",
                        "--run-date",
                        context.runDate(),
                        "no study of this version of the model was made for it",
                        "Run study without --answers first"));
        Path file = new Path(study.partition().below(new Path(context.root(), STUDIES)), StudyKey.FILE);
        StudyKey key = StudyKey.read(text(file), file);
        List<Answer> all = new ArrayList<>();
        for (Path one : answers) {
            all.addAll(key.mark(text(one), one));
        }
        if (all.stream().map(Answer::own).distinct().count() < 2) {
            throw UserException.data(
                    "score a study",
                    "--answers",
                    answers,
                    "they hold no answers with own maps, or none with others'",
                    "Answer more items");
        }
        Simulatability result = Simulatability.of(all);
        tell(answers.size(), result);
        return result;
    }

    private void tell(int people, Simulatability result) {
        context.console()
                .line(String.format(
                        Locale.ROOT,
                        "%d file(s) of answers: with the sample's own map %d of %d right (%.0f %%), with another's %d of %d (%.0f %%)",
                        people,
                        result.ownRight(),
                        result.own(),
                        PERCENT * result.ownRight() / result.own(),
                        result.shuffledRight(),
                        result.shuffled(),
                        PERCENT * result.shuffledRight() / result.shuffled()));
        context.console()
                .line(String.format(
                        Locale.ROOT,
                        "difference %.0f points, 95 %% interval %.0f to %.0f: %s",
                        PERCENT * result.difference(),
                        PERCENT * result.interval().low(),
                        PERCENT * result.interval().high(),
                        result.helps() ? "the maps help" : "that the maps help is not shown"));
    }

    private String text(Path file) throws IOException {
        try (FSDataInputStream in =
                file.getFileSystem(context.files().getConf()).open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            throw UserException.data("score a study", "file", file, "there is none", "Name a file that exists");
        }
    }

    private Checkpoint checkpoint(Optional<String> version) throws IOException {
        return VersionChoice.load(
                new CheckpointStore(context.files(), context.root()),
                context.config().model(),
                version);
    }
}
