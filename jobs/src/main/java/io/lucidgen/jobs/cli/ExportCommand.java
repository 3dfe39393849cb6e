package io.lucidgen.jobs.cli;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.jobs.export.ExportJob;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Writes the weights of a model for NumPy and PyTorch.
 *
 * <h2>Input</h2>
 *
 * <p>A version of a model under {@code <root>/models}.
 *
 * <h2>Output</h2>
 *
 * <p>{@code weights.npz}, {@code network.json} and {@code card.json}; see {@link ExportJob}.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- export --config conf/vae.conf --to /data/exports/vae
 * }</pre>
 */
@Command(
        name = "export",
        description = "Write the weights of a model for NumPy and PyTorch.",
        footer = {
            "",
            "Writes weights.npz, network.json (the layers in order) and card.json.",
            "",
            "Example:",
            "  submit-scripts/submit.sh -- export --config conf/vae.conf --to my-export"
        })
final class ExportCommand implements Callable<Integer> {
    private static final int DONE = 0;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private VersionOption version;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "Where to: a folder on any file system; <root>/exports/<name>/<version> unless given.")
    private Optional<String> folder = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LucidgenConfig config = options.load();
        Configuration hadoop = options.hadoop();
        Path root = new Path(config.root());
        Path exported = new ExportJob(root.getFileSystem(hadoop), root)
                .run(
                        config.model().name(),
                        version.version(),
                        config.generation().weights(),
                        folder.map(Path::new));
        spec.commandLine().getOut().println(exported);
        return DONE;
    }
}
