package io.lucidgen.error;

import java.util.List;

/**
 * A failure that its reader can mend: reported as {@code Cannot <action> for <thing>=<value>: <reason>. <what to
 * change>}, without a stack trace.
 *
 * <p>It is serializable, so one that is thrown on an executor keeps its exit code on the driver.
 */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    private UserException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Wrong usage or configuration: exit code 2. */
    public static UserException usage(String action, String thing, Object value, String reason, String change) {
        return of(ExitCode.USAGE, action, thing, value, reason, change);
    }

    /** Bad data or a broken contract: exit code 3. */
    public static UserException data(String action, String thing, Object value, String reason, String change) {
        return of(ExitCode.DATA, action, thing, value, reason, change);
    }

    /** A challenger that does not beat the champion: exit code 4. */
    public static UserException notPromoted(String action, String thing, Object value, String reason, String change) {
        return of(ExitCode.NOT_PROMOTED, action, thing, value, reason, change);
    }

    /** Another run holds the lock: exit code 5. */
    public static UserException locked(String action, String thing, Object value, String reason, String change) {
        return of(ExitCode.LOCKED, action, thing, value, reason, change);
    }

    /** Training went wrong: exit code 6. */
    public static UserException unstable(String action, String thing, Object value, String reason, String change) {
        return of(ExitCode.UNSTABLE, action, thing, value, reason, change);
    }

    /** Several faults of usage at once, one line each: exit code 2. */
    public static UserException ofProblems(String summary, List<String> problems) {
        return new UserException(ExitCode.USAGE, summary + "\n  " + String.join("\n  ", problems));
    }

    /** Keeps what went wrong below, for the log. */
    public UserException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    private static UserException of(
            ExitCode exitCode, String action, String thing, Object value, String reason, String change) {
        return new UserException(
                exitCode, "Cannot " + action + " for " + thing + "=" + value + ": " + reason + ". " + sentence(change));
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
