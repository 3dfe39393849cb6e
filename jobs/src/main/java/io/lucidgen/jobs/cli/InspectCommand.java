package io.lucidgen.jobs.cli;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.jobs.export.CheckpointInspection;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Shows what a checkpoint holds.
 *
 * <h2>Input</h2>
 *
 * <p>A version of a model under {@code <root>/models}; all of its files are checked against their sha256.
 *
 * <h2>Output</h2>
 *
 * <p>On the standard output: the card, the networks with shapes and parameters, and the slots.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- inspect --config conf/vae.conf
 * }</pre>
 */
@Command(
        name = "inspect",
        description = "Show what a checkpoint holds, after checking that it is whole.",
        footer = {"", "Example:", "  submit-scripts/submit.sh -- inspect --config conf/vae.conf"})
final class InspectCommand implements Callable<Integer> {
    private static final int DONE = 0;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private VersionOption version;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LucidgenConfig config = options.load();
        Path root = new Path(config.root());
        new CheckpointInspection(root.getFileSystem(options.hadoop()), root)
                .lines(config.model().name(), version.version())
                .forEach(spec.commandLine().getOut()::println);
        return DONE;
    }
}
