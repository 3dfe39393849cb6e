package io.lucidgen.jobs.cli;

import io.lucidgen.error.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line gave: its exit code and what it printed. */
record CommandRun(ExitCode exit, String out, String err) {
    static CommandRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ExitCode exit = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
