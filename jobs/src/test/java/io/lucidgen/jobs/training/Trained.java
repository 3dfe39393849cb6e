package io.lucidgen.jobs.training;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.jobs.table.HistoryRow;
import io.lucidgen.jobs.table.TablePartition;
import io.lucidgen.jobs.table.TrainingHistoryTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the last training run below a root has left. */
public final class Trained {

    private Trained() {}

    public static Checkpoint latest(JobContext context) throws IOException {
        return VersionChoice.load(
                new CheckpointStore(context.files(), context.root()),
                context.config().model().name(),
                Optional.empty());
    }

    public static List<HistoryRow> history(JobContext context) throws IOException {
        TablePartition run = context.tables()
                .latest(
                        TrainingHistoryTable.TABLE,
                        TinyRuns.DATE,
                        context.config().model().name(),
                        Optional.empty())
                .orElseThrow();
        return context.tables().read(TrainingHistoryTable.TABLE, run).collectAsList().stream()
                .map(TrainingHistoryTable::entry)
                .toList();
    }

    public static List<HistoryRow> rows(String metric, List<HistoryRow> history) {
        return history.stream().filter(row -> row.metric().equals(metric)).toList();
    }

    /** The history without what the clock says. */
    public static List<HistoryRow> withoutTimes(JobContext context) throws IOException {
        return history(context).stream()
                .filter(row -> !row.metric().startsWith("machine-"))
                .map(row -> new HistoryRow(row.round(), row.step(), row.examples(), 0, row.metric(), row.value()))
                .toList();
    }
}
