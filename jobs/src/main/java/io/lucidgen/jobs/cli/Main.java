package io.lucidgen.jobs.cli;

import io.lucidgen.error.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.spark.SparkUserAppException;

/** Where every command starts and ends: the only class that prints and exits. */
public final class Main {
    private Main() {}

    /**
     * Runs a command. Success returns normally, because YARN takes an early exit for a failure.
     *
     * @throws SparkUserAppException on YARN in cluster mode, which takes the exit code from it
     */
    public static void main(String[] args) throws SparkUserAppException {
        Locale.setDefault(Locale.US);
        ExitCode code = run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
        if (code == ExitCode.DONE) {
            return;
        }
        if (isYarnCluster()) {
            throw new SparkUserAppException(code.code());
        }
        System.exit(code.code());
    }

    static ExitCode run(PrintWriter out, PrintWriter err, String... args) {
        FailureReport failures = new FailureReport();
        try {
            int code = LucidgenCommand.commandLine(failures)
                    .setOut(out)
                    .setErr(err)
                    .execute(args);
            return ExitCode.of(code);
        } catch (Throwable failure) {
            // Errors such as a lack of memory pass through picocli.
            return failures.report(failure, String.join(" ", args), err);
        }
    }

    private static boolean isYarnCluster() {
        return System.getProperty("spark.master", "").equals("yarn")
                && System.getProperty("spark.submit.deployMode", "").equals("cluster");
    }
}
