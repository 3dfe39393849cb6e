package io.lucidgen.jobs.cli;

import io.lucidgen.jobs.report.ReportJob;
import io.lucidgen.jobs.run.JobContext;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Makes one page of what is known about a version of a model.
 *
 * <h2>Input</h2>
 *
 * <p>A version of a model under {@code <root>/models}, the latest one unless another is named, and what the other
 * commands have published about it for the run date: {@code training_history}, {@code samples}, {@code explanations},
 * {@code explanation_scores}, {@code sample_scores}, {@code model_scores}. Any of these may be missing; the page then
 * says what to run.
 *
 * <h2>Output</h2>
 *
 * <p>{@code <root>/reports/run_date=<date>/model=<name>/version=<version>/run_id=<run>/index.html}, a page that needs
 * nothing else, and the picture {@code grid.png} of the first samples beside it.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- report --config conf/vae.conf --run-date 2026-03-14
 * }</pre>
 */
@Command(
        name = "report",
        description = "Show all that is known about a model on one HTML page.",
        footer = {
            "",
            "Writes index.html, which needs no other file and no network, to",
            "<root>/reports/run_date=<date>/model=<name>/version=<version>/run_id=<run>/.",
            "What has not been run yet is named on the page.",
            "",
            "Example:",
            "  submit-scripts/submit.sh -- report --config conf/tutorial-stable.conf"
        })
final class ReportCommand extends JobCommand {
    @Mixin
    private VersionOption version;

    @Override
    void run(JobContext context) throws IOException {
        new ReportJob(context).run(version.version());
    }
}
