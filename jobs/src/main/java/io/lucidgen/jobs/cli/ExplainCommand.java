package io.lucidgen.jobs.cli;

import io.lucidgen.jobs.explanation.ExplanationJob;
import io.lucidgen.jobs.run.JobContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Explains samples of a trained model.
 *
 * <h2>Input</h2>
 *
 * <p>A version of the configured model, the latest unless {@code --model-version} names one; its samples of the same run
 * date, the dataset that it was trained on, and the settings under {@code explanation}.
 *
 * <h2>Output</h2>
 *
 * <ul>
 *   <li>the table {@code explanations}: a map for each sample, target and method, with its summary
 *   <li>the table {@code explanation_scores}: whether each map can be trusted, and why not
 * </ul>
 *
 * <p>The model's gradients are checked first; when one is wrong, nothing is explained.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- explain --config conf/vae.conf --set explanation.sources=[real]
 * }</pre>
 */
@Command(
        name = "explain",
        description = "Explain samples of a trained model, after its gradients were checked.",
        footer = {
            "",
            "Writes the tables explanations and explanation_scores; of the generator",
            "part_effects, effect_edges, latent_directions, findings and surrogates; and",
            "some that are asked for. Reads the samples that generate wrote for the same",
            "date, and held-out rows of the dataset.",
            "",
            "Example:",
            "  submit-scripts/submit.sh -- explain --config conf/vae.conf"
        })
final class ExplainCommand extends JobCommand {
    @Mixin
    private VersionOption version;

    @Override
    void run(JobContext context) throws Exception {
        new ExplanationJob(context).run(version.version());
    }
}
