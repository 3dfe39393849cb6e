package io.lucidgen.jobs.cli;

import io.lucidgen.jobs.report.StudyJob;
import io.lucidgen.jobs.run.JobContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Finds out whether maps help people to foresee what a model says of a sample.
 *
 * <h2>Input</h2>
 *
 * <p>{@code explanations}, {@code explanation_scores} and {@code samples} of a version of a model for the run date; with
 * {@code --answers}, the study that was made of them, and the files that people saved.
 *
 * <h2>Output</h2>
 *
 * <p>{@code <root>/studies/run_date=<date>/model=<name>/version=<version>/run_id=<run>/index.html}, a page to give to people: samples, each
 * with its map or with that of another sample, to be called high or low; and {@code key.csv} beside it, to be kept from them. With
 * {@code --answers}, two lines: how often they were right with own maps and with others', the difference and its interval.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- study --config conf/vae.conf --run-date 2026-03-14
 * submit-scripts/submit.sh -- study --config conf/vae.conf --run-date 2026-03-14 --answers ann.csv --answers ben.csv
 * }</pre>
 */
@Command(
        name = "study",
        description = "Find out whether maps help people to foresee the model.",
        footer = {
            "",
            "Writes index.html, a page to give to people, and key.csv, to be kept from them,",
            "to <root>/studies/run_date=<date>/model=<name>/version=<version>/run_id=<run>/.",
            "Only maps that are trusted are shown; half of the items show another sample's.",
            "With --answers it says how much more often people were right with own maps.",
            "",
            "Example:",
            "  submit-scripts/submit.sh -- study --config conf/vae.conf",
            "  submit-scripts/submit.sh -- study --config conf/vae.conf --answers ann.csv"
        })
final class StudyCommand extends JobCommand {
    @Mixin
    private VersionOption version;

    @Option(
            names = "--items",
            paramLabel = "NUMBER",
            defaultValue = "40",
            description = "Samples to be judged, an even number of at least 4; ${DEFAULT-VALUE} unless given.")
    private int items;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description =
                    "What is to be foreseen, such as critic-logit, 'latent-mean 3' or a unit by its name; the first one unless given.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "Whose maps are shown; the one with most trusted maps unless given.")
    private Optional<String> method = Optional.empty();

    @Option(names = "--answers", paramLabel = "FILE", description = "A file that somebody saved; once for each person.")
    private List<String> answers = new ArrayList<>();

    @Override
    void run(JobContext context) throws IOException {
        StudyJob study = new StudyJob(context);
        if (answers.isEmpty()) {
            study.make(version.version(), new StudyJob.Question(items, target, method));
        } else {
            study.score(version.version(), answers.stream().map(Path::new).toList());
        }
    }
}
