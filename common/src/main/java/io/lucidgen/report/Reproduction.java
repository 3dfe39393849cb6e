package io.lucidgen.report;

import java.util.List;

/** How to get the same results again, and where the data behind the report lie. */
public record Reproduction(List<Command> commands, List<Table> tables) {

    /** A command line and what it does. */
    public record Command(String purpose, String line) {}

    /** A Parquet table: its name, where this run's rows lie and how many there are. */
    public record Table(String name, String path, long rows) {}

    public Reproduction {
        commands = List.copyOf(commands);
        tables = List.copyOf(tables);
    }
}
