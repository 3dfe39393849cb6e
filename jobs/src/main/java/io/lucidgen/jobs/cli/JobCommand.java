package io.lucidgen.jobs.cli;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.spark.SparkSessions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that runs a job in a Spark session of its own, once its settings are known to be right. */
abstract class JobCommand implements Callable<Integer> {

    private static final int DONE = 0;

    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--run-date",
            paramLabel = "YYYY-MM-DD",
            description = "The date that the run is for; today in UTC unless given.")
    private Optional<LocalDate> runDate = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() throws Exception {
        LucidgenConfig config = options.load();
        LocalDate date = runDate.orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
        try (SparkSession session = SparkSessions.open("lucidgen " + spec.name() + " " + subject(config))) {
            run(JobContext.of(session, config, date, spec.commandLine().getOut()::println));
        }
        return DONE;
    }

    /** What the Spark UI says the run is about: the model, unless the command is about something else. */
    String subject(LucidgenConfig config) {
        return config.model().name();
    }

    abstract void run(JobContext context) throws Exception;
}
