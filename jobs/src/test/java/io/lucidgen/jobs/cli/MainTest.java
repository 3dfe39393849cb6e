package io.lucidgen.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cnfig            | Cannot run Lucidgen for command=cnfig: there is no such command. Did you mean config? See 'help' for all commands.
                    --config x       | Cannot run Lucidgen for option=--config: there is no such option. See 'help' for all commands.
                    config --confg x | Cannot run config for option=--confg: there is no such option. Did you mean --config? See 'help config' for its options.
                    config stray     | Cannot run config for argument=stray: there is no such argument. See 'help config' for its options.
                    config --set     | Cannot run config for option=--set: Missing required parameter for option '--set' (KEY=VALUE). See 'help config' for its options.
                    report --run-date 1.2.2026 | Cannot run report for option=--run-date: Invalid value for option '--run-date': '1.2.2026' is no date; write it as YYYY-MM-DD. See 'help report' for its options.
                    help nothing     | Cannot run Lucidgen for option=nothing: Unknown subcommand 'nothing'. See 'help' for all commands.
                    """)
    void wrongUsageIsOneLineWithExitCode2(String line, String message) {
        CommandRun run = CommandRun.of(line.split(" "));

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).isEqualTo(message + "\n");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    explanation.samples=0    | explanation.samples = 0 must be at least 1
                    explanation.targets=[up] | explanation.targets = ["up"] holds up, but each entry must be
                    """)
    void explainRefusesWhatItCannotExplainBeforeSparkStarts(String set, String problem) {
        CommandRun run = CommandRun.of("explain", "--set", set);

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(problem);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void noCommandIsWrongUsage() {
        CommandRun run = CommandRun.of();

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .isEqualTo(
                        "Cannot run Lucidgen for command=(none): no command was given. See 'help' for all commands.\n");
    }

    @Test
    void helpListsEveryCommandWithinTheWidthOfATerminal() {
        CommandRun all = CommandRun.of("help");

        assertThat(all.exit()).isEqualTo(ExitCode.DONE);
        assertThat(all.out()).isEqualTo(CommandRun.of("--help").out());
        for (String command : LucidgenCommand.commandLine(new FailureReport())
                .getSubcommands()
                .keySet()) {
            assertThat(all.out()).containsPattern("\n  " + command + " +\\p{Upper}");
            assertThat(CommandRun.of("help", command).out()).isNotBlank().satisfies(MainTest::fitsATerminal);
        }
        fitsATerminal(all.out());
    }

    @Test
    void aFailureOfTheUserKeepsItsCodeWhereverItIsWrapped() {
        UserException thrown = UserException.data("read images", "file", "x", "it is cut off", "Fetch it again");
        StringWriter err = new StringWriter();

        ExitCode code = new FailureReport()
                .report(
                        new IllegalStateException("Job aborted", new ExecutionException(thrown)),
                        "train",
                        new PrintWriter(err));

        assertThat(code).isEqualTo(ExitCode.DATA);
        assertThat(err).hasToString("Cannot read images for file=x: it is cut off. Fetch it again.\n");
    }

    @Test
    void anyOtherFailureIsCode1AndWorthARetry() {
        StringWriter err = new StringWriter();

        ExitCode code =
                new FailureReport().report(new OutOfMemoryError("Java heap space"), "train", new PrintWriter(err));

        assertThat(code).isEqualTo(ExitCode.FAILURE);
        assertThat(err)
                .hasToString("Cannot finish train: java.lang.OutOfMemoryError: Java heap space."
                        + " The log has the stack trace.\n");
    }

    private static void fitsATerminal(String text) {
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }
}
