package io.lucidgen.jobs.cli;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.config.ResolvedSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine.Option;

/** The options that say which settings a command uses. */
final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings that override the defaults: a local file, one shipped by --files, or any Hadoop URI.")
    private Optional<String> file = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting that overrides both. May be repeated.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    ResolvedSettings resolve() {
        return ConfigLoader.resolve(file, sets, hadoop());
    }

    LucidgenConfig load() {
        return resolve().config();
    }

    /** The Hadoop settings of the cluster and those that spark-submit was given as {@code spark.hadoop.*}. */
    Configuration hadoop() {
        return SparkHadoopUtil.get().newConfiguration(new SparkConf());
    }
}
