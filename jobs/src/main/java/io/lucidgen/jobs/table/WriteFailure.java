package io.lucidgen.jobs.table;

import io.lucidgen.error.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/** Finds, in what Spark and Hadoop wrap around it, the one line that tells why a table could not be written. */
final class WriteFailure {
    private WriteFailure() {}

    /**
     * What to throw: a failure that the user can mend as such, everything else in one line with its cause.
     *
     * @param failure what was caught
     */
    static RuntimeException of(Table table, TablePartition partition, Path root, Throwable failure) {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserException user) {
                return user;
            }
            if (cause instanceof AccessControlException || cause instanceof java.nio.file.AccessDeniedException) {
                return forbidden(table, root, cause).causedBy(failure);
            }
            if (cause.getMessage() != null) {
                deepest = cause;
            }
        }
        String reason = firstLine(deepest);
        if (reason.contains("Permission denied")) {
            return forbidden(table, root, deepest).causedBy(failure);
        }
        return new UncheckedIOException(
                "Cannot publish table " + table.name() + " for run=" + partition.runId() + ": " + reason
                        + ". The table is as it was; run the same command again when the cause is gone.",
                failure instanceof IOException io ? io : new IOException(failure));
    }

    private static UserException forbidden(Table table, Path root, Throwable cause) {
        return UserException.usage(
                "publish table " + table.name(),
                "root",
                root,
                firstLine(cause),
                "Allow writing there or set lucidgen.root to another folder");
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
