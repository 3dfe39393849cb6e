package io.lucidgen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

/** What a command line came to: its exit code and what it printed. */
record Outcome(String command, int exit, String out, String err) {

    Outcome endsWith(int code) {
        assertThat(exit).as("%s%n%s%n%s", command, out, err).isEqualTo(code);
        return this;
    }

    /** A failure that users can mend is told in one line, without a stack trace. */
    void saysInOneLine(String... parts) {
        assertThat(err.lines().toList()).as(command).hasSize(1);
        assertThat(err).contains(parts).startsWith("Cannot ");
    }
}
