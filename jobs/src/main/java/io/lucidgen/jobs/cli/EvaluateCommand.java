package io.lucidgen.jobs.cli;

import io.lucidgen.jobs.evaluation.EvaluationJob;
import io.lucidgen.jobs.run.JobContext;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Scores generated samples against real data.
 *
 * <p>The scorer is a small classifier that dl4j-spark trains on the TRAIN split by parameter averaging; it is kept under
 * {@code <root>/scorers}, and all models of a dataset are measured with it. Its last hidden layer is the space in which
 * samples are compared, which makes the figures comparable among these models and with no published ones.
 *
 * <h2>Input</h2>
 *
 * <ul>
 *   <li>a version of a model under {@code <root>/models}
 *   <li>the table {@code samples} of this version and run date
 *   <li>the dataset that the version was trained on, of the name {@code dataset.name}: images with labels
 * </ul>
 *
 * <h2>Output</h2>
 *
 * <ul>
 *   <li>the table {@code sample_scores}, a row for each sample: the scorer's class and its probability, realism, and the
 *       distance to the nearest held-out image of the comparison
 *   <li>the table {@code model_scores}, a row for each figure
 * </ul>
 *
 * <p>Class shares look at all samples. Figures of realism compare the first {@code evaluation.reference-examples}
 * samples with as many TEST images at most; beside each stands the same figure with as many TRAIN images in the place of
 * the samples. The critic's logits of samples are those in the table of samples. {@code reconstruction_class_kept} is
 * the share of TEST images whose reconstruction, through the posterior's mean and rounded to 8 bits, gets from the scorer
 * the class that the scorer gives to the image itself, be that its label or not.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- evaluate --config conf/vae.conf --run-date 2026-03-14
 * }</pre>
 */
@Command(
        name = "evaluate",
        description = "Score generated samples against real data.",
        footer = {
            "",
            "Reads the table samples of the run date and writes sample_scores and",
            "model_scores. The first time on a dataset it also trains the scorer, which it",
            "keeps under <root>/scorers.",
            "",
            "Example:",
            "  submit-scripts/submit.sh -- evaluate --config conf/vae.conf"
        })
final class EvaluateCommand extends JobCommand {
    @Mixin
    private VersionOption version;

    @Override
    void run(JobContext context) throws IOException {
        new EvaluationJob(context).run(version.version());
    }
}
