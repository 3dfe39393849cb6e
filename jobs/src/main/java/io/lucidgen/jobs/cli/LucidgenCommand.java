package io.lucidgen.jobs.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command that holds all others; its list of them is the table of contents. */
@Command(
        name = LucidgenCommand.SUBMIT,
        customSynopsis = LucidgenCommand.SUBMIT + " COMMAND [options]%n"
                + "       submit-scripts/submit.sh [spark-submit options] -- COMMAND [options]%n",
        description = "Trains generative models on Spark and explains what they generate.%n",
        commandListHeading = "Commands:%n",
        footer = {
            "",
            "Each command reads what earlier ones wrote under the setting 'root', and does",
            "nothing when the same run is complete. A first run:",
            "",
            "  submit-scripts/submit.sh -- ingest --config conf/smoke.conf",
            "  submit-scripts/submit.sh -- train  --config conf/smoke.conf",
            "",
            "Exit codes: 0 done, 2 wrong usage or configuration, 3 bad data,",
            "5 another run holds the lock, 6 training went wrong, 1 anything else (worth a",
            "retry).",
        },
        subcommands = {
            IngestCommand.class,
            TrainCommand.class,
            GenerateCommand.class,
            ExplainCommand.class,
            EvaluateCommand.class,
            ReportCommand.class,
            StudyCommand.class,
            ExportCommand.class,
            BenchmarkCommand.class,
            InspectCommand.class,
            ConfigCommand.class,
            HelpCommand.class
        })
final class LucidgenCommand implements Runnable {
    static final String SUBMIT = "submit-scripts/submit.sh --";

    private static final int WIDTH = 80;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            hidden = true)
    private boolean help;

    @Spec
    private CommandSpec spec;

    static CommandLine commandLine(FailureReport failures) {
        CommandLine lucidgen = new CommandLine(new LucidgenCommand());
        for (CommandLine command : lucidgen.getSubcommands().values()) {
            command.getCommandSpec()
                    .usageMessage()
                    .abbreviateSynopsis(true)
                    .sortOptions(false)
                    .descriptionHeading("%n")
                    .optionListHeading("%nOptions:%n");
        }
        lucidgen.getSubcommands()
                .get("help")
                .getCommandSpec()
                .usageMessage()
                .description("Show what a command does and takes.");
        return lucidgen.registerConverter(LocalDate.class, LucidgenCommand::date)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setUsageHelpWidth(WIDTH);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no date; write it as YYYY-MM-DD");
        }
    }

    @Override
    public void run() {
        throw new MissingParameterException(spec.commandLine(), spec.args(), "no command");
    }
}
