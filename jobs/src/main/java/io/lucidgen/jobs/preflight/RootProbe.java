package io.lucidgen.jobs.preflight;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Finds out whether all processes see one and the same folder: the driver leaves a file that executors must find, and
 * each executor one that the driver must find. A folder on the disk of each machine passes for one until then.
 *
 * @param folder of the probe's own, under the root
 * @param token what only this probe has written
 */
record RootProbe(String folder, String token) implements Serializable {
    private static final String DRIVER = "driver";

    /** Leaves the driver's file; what is wrong with that is the fault. */
    Optional<String> leave(Configuration hadoop) {
        return write(DRIVER, hadoop);
    }

    /** Looks for the driver's file and leaves one of an executor; what is wrong is the fault. */
    Optional<String> answer(String executor, Configuration hadoop) {
        Path file = new Path(folder, DRIVER);
        try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
            if (!new String(in.readAllBytes(), StandardCharsets.UTF_8).equals(token)) {
                return Optional.of("under the root it finds another run's " + file);
            }
        } catch (IOException | RuntimeException e) {
            return Optional.of("it does not see " + file + ", which the driver has written (" + reason(e) + ")");
        }
        return write(name(executor), hadoop);
    }

    /** Whether what an executor has left can be seen here; what is wrong is the fault. */
    Optional<String> heard(String executor, Configuration hadoop) {
        Path file = new Path(folder, name(executor));
        try {
            return file.getFileSystem(hadoop).exists(file)
                    ? Optional.empty()
                    : Optional.of("the driver does not see " + file + ", which it has written");
        } catch (IOException e) {
            return Optional.of("the driver cannot look for " + file + " (" + reason(e) + ")");
        }
    }

    /** Removes what was left. */
    void clear(Configuration hadoop) throws IOException {
        Path path = new Path(folder);
        path.getFileSystem(hadoop).delete(path, true);
    }

    private Optional<String> write(String name, Configuration hadoop) {
        Path file = new Path(folder, name);
        try {
            FileSystem files = file.getFileSystem(hadoop);
            try (FSDataOutputStream out = files.create(file, true)) {
                out.write(token.getBytes(StandardCharsets.UTF_8));
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of("it cannot write " + file + " (" + reason(e) + ")");
        }
    }

    private static String name(String executor) {
        return "executor-" + executor;
    }

    private static String reason(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
