package io.lucidgen.jobs.table;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** What the tables need to know of the ledger: which runs are complete. */
public interface CompleteRuns {

    /** Whether a run has written its manifest; what it published then never changes. */
    boolean isComplete(LocalDate runDate, String runId) throws IOException;

    /** The complete runs of a date that published a table, in the order in which they finished. */
    List<TablePartition> publishersOf(String table, LocalDate runDate) throws IOException;
}
