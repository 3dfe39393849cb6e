package io.lucidgen.jobs.cli;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: in one line where the user can mend it, with a stack trace in the log where not. */
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);
    private static final int DEEPEST_CAUSE = 50;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return report(failure, command.getCommandName(), command.getErr()).code();
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        return report(usage(wrong), command.getCommandName(), command.getErr()).code();
    }

    ExitCode report(Throwable failure, String command, PrintWriter err) {
        Optional<UserException> expected = findUserException(failure);
        if (expected.isPresent()) {
            LOG.debug("The way to the failure", failure);
            err.println(expected.get().getMessage());
            return expected.get().exitCode();
        }
        LOG.error("{} failed", command, failure);
        err.println("Cannot finish " + command + ": " + firstLine(failure) + ". The log has the stack trace.");
        return ExitCode.FAILURE;
    }

    /** Spark wraps what an executor throws, and reflection and threads wrap it again. */
    private static Optional<UserException> findUserException(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof UserException expected) {
                return Optional.of(expected);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static String firstLine(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }

    private static UserException usage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        boolean isRoot = command.getParent() == null;
        String name = isRoot ? "Lucidgen" : command.getCommandSpec().name();
        String see = isRoot ? "See 'help' for all commands" : "See 'help " + name + "' for its options";
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            String kind = unmatched.isUnknownOption() ? "option" : isRoot ? "command" : "argument";
            List<String> suggestions = unmatched.getSuggestions();
            String change = suggestions.isEmpty() ? see : "Did you mean " + suggestions.get(0) + "? " + see;
            return UserException.usage("run " + name, kind, argument, "there is no such " + kind, change);
        }
        if (wrong instanceof MissingParameterException && isRoot) {
            return UserException.usage("run Lucidgen", "command", "(none)", "no command was given", see);
        }
        return UserException.usage("run " + name, "option", argument(wrong), reason(wrong), see);
    }

    private static String argument(ParameterException wrong) {
        ArgSpec argument = wrong instanceof MissingParameterException missing
                        && !missing.getMissing().isEmpty()
                ? missing.getMissing().get(0)
                : wrong.getArgSpec();
        if (argument instanceof OptionSpec option) {
            return option.longestName();
        }
        return wrong.getValue() == null ? "(arguments)" : wrong.getValue();
    }

    private static String reason(ParameterException wrong) {
        return wrong.getMessage().replaceFirst("\\.$", "");
    }
}
