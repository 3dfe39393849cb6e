package io.lucidgen.jobs.cli;

import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.training.TrainingJob;
import picocli.CommandLine.Command;

/**
 * Trains a model by parameter averaging.
 *
 * <h2>Input</h2>
 *
 * <p>The newest dataset of the name {@code dataset.name} under the root, and the settings under {@code model}, {@code
 * training} and {@code averaging}.
 *
 * <h2>Output</h2>
 *
 * <ul>
 *   <li>{@code <root>/models/<name>/<version>/}: the newest checkpoints, a version each
 *   <li>the table {@code training_history}: losses, gradient norms and held-out measures by round
 * </ul>
 *
 * <p>A run that was killed goes on from its last checkpoint when the same command is given again.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh --master spark://host:7077 -- train --config conf/vae.conf --run-date 2026-03-14
 * }</pre>
 */
@Command(
        name = "train",
        description = "Train a model by parameter averaging on the executors.",
        footer = {
            "",
            "Writes checkpoints to <root>/models/<name>/ and the table training_history.",
            "A run that was killed goes on from its last checkpoint when the same command",
            "is given again.",
            "",
            "Example:",
            "  submit-scripts/submit.sh -- train --config conf/tutorial-stable.conf"
        })
final class TrainCommand extends JobCommand {
    @Override
    void run(JobContext context) throws Exception {
        new TrainingJob(context).run();
    }
}
