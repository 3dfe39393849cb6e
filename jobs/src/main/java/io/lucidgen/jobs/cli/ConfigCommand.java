package io.lucidgen.jobs.cli;

import io.lucidgen.config.ResolvedSetting;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Shows every setting that a run would use, and where it was set.
 *
 * <h2>Input</h2>
 *
 * <p>The defaults, the file of {@code --config} and the settings of {@code --set}. All problems are reported at once.
 *
 * <h2>Output</h2>
 *
 * <p>On the standard output, a configuration file that gives the same run; credentials are left out.
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh -- config --config conf/vae.conf --set training.rounds=5
 * }</pre>
 */
@Command(
        name = "config",
        description = "Show every setting that a run would use, and where it was set.",
        footer = {
            "",
            "Prints a file that gives the same run when it is passed to --config.",
            "",
            "Example:",
            "  submit-scripts/submit.sh -- config --config conf/vae.conf --set seed=7"
        })
final class ConfigCommand implements Runnable {
    private static final int LONGEST_ALIGNED = 56;

    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        print(options.resolve().settings(), spec.commandLine().getOut());
    }

    private static void print(List<ResolvedSetting> settings, PrintWriter out) {
        int width = settings.stream()
                .mapToInt(setting -> assignment(setting).length())
                .filter(length -> length <= LONGEST_ALIGNED)
                .max()
                .orElse(0);
        out.println("lucidgen {");
        String section = section(settings.get(0));
        for (ResolvedSetting setting : settings) {
            if (!section(setting).equals(section)) {
                section = section(setting);
                out.println();
            }
            out.println(String.format("  %-" + width + "s  # %s", assignment(setting), setting.origin()));
        }
        out.println("}");
    }

    private static String assignment(ResolvedSetting setting) {
        return setting.key() + " = " + setting.value();
    }

    private static String section(ResolvedSetting setting) {
        int dot = setting.key().indexOf('.');
        return dot < 0 ? "" : setting.key().substring(0, dot);
    }
}
