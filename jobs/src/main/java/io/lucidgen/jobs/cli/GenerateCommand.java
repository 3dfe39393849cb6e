package io.lucidgen.jobs.cli;

import io.lucidgen.jobs.generation.GenerationJob;
import io.lucidgen.jobs.run.JobContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Generates samples with a trained model.
 *
 * <h2>Input</h2>
 *
 * <p>A version of the configured model, the latest unless {@code --model-version} names one, and the settings under
 * {@code generation}.
 *
 * <h2>Output</h2>
 *
 * <ul>
 *   <li>the table {@code samples}: for each sample its picture, and the seed and latent that give it again
 *   <li>{@code grid.png} in the run's folder: the first samples side by side
 * </ul>
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- generate --config conf/tutorial-stable.conf --set generation.samples=10000
 * }</pre>
 */
@Command(
        name = "generate",
        description = "Generate samples with a trained model.",
        footer = {
            "",
            "Writes the table samples, and a picture of the first ones as grid.png.",
            "",
            "Example:",
            "  submit-scripts/submit.sh -- generate --config conf/tutorial-stable.conf"
        })
final class GenerateCommand extends JobCommand {
    @Mixin
    private VersionOption version;

    @Override
    void run(JobContext context) throws Exception {
        new GenerationJob(context).run(version.version());
    }
}
