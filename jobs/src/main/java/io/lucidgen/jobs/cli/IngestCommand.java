package io.lucidgen.jobs.cli;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import java.io.IOException;
import picocli.CommandLine.Command;

/**
 * Turns raw files into a dataset.
 *
 * <h2>Input</h2>
 *
 * <p>The files of the settings under {@code dataset}, in the IDX format of MNIST, gzip or not, on any file system.
 *
 * <h2>Output</h2>
 *
 * <p>{@code <root>/datasets/<name>/<fingerprint>/}: Parquet for each split, the quarantined records with their reasons,
 * and {@code description.json} with shape, statistics and fingerprint. Raw files whose content is there already are not
 * written again.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- ingest --config conf/fashion-mnist.conf
 * }</pre>
 */
@Command(
        name = "ingest",
        description = "Turn raw files into a dataset.",
        footer = {
            "",
            "Writes <root>/datasets/<name>/<fingerprint>/ as Parquet. Bad records are",
            "counted and quarantined; more than dataset.max-bad-fraction end the run.",
            "",
            "Example:",
            "  submit-scripts/submit.sh -- ingest --config conf/fashion-mnist.conf"
        })
final class IngestCommand extends JobCommand {
    @Override
    String subject(LucidgenConfig config) {
        return config.dataset().name();
    }

    @Override
    void run(JobContext context) throws IOException {
        new IngestJob(context).run();
    }
}
