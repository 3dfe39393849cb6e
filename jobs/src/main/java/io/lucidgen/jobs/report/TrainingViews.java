package io.lucidgen.jobs.report;

import io.lucidgen.jobs.report.ReportSources.Source;
import io.lucidgen.jobs.table.HistoryRow;
import io.lucidgen.jobs.table.TrainingHistoryTable;
import io.lucidgen.report.Chart;
import io.lucidgen.report.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** How training went, from the table that its run published. */
final class TrainingViews {

    private static final String THROUGHPUT = "examples-per-second";

    private TrainingViews() {}

    /**
     * Charts of what was measured until a round; brings rounds x metrics numbers to the driver.
     *
     * @param rounds of the version that the report is about, which may be before its run's last
     */
    static Part<List<Chart>> of(ReportSources sources, long rounds) throws IOException {
        Optional<Source> history = sources.of(TrainingHistoryTable.TABLE);
        if (history.isEmpty()) {
            return Part.absent("No complete training run of this version has left its history here: run train to its"
                    + " end, then report again.");
        }
        Map<String, SortedMap<Long, Double>> metrics = new TreeMap<>();
        SortedMap<Long, HistoryRow> byRound = new TreeMap<>();
        for (Row row : sources.read(history.get())
                .filter(functions.col(TrainingHistoryTable.ROUND).leq(rounds))
                .collectAsList()) {
            HistoryRow entry = TrainingHistoryTable.entry(row);
            metrics.computeIfAbsent(entry.metric(), metric -> new TreeMap<>()).put(entry.round(), entry.value());
            byRound.put(entry.round(), entry);
        }
        metrics.computeIfAbsent(THROUGHPUT, metric -> throughput(byRound));
        metrics.values().removeIf(SortedMap::isEmpty);
        return Part.of(TrainingCharts.of(metrics));
    }

    private static SortedMap<Long, Double> throughput(SortedMap<Long, HistoryRow> byRound) {
        SortedMap<Long, Double> throughput = new TreeMap<>();
        long before = 0;
        for (HistoryRow entry : byRound.values()) {
            // A round that was measured in no time, as by a coarse clock, says nothing.
            if (entry.seconds() > 0) {
                throughput.put(entry.round(), (entry.examples() - before) / entry.seconds());
            }
            before = entry.examples();
        }
        return throughput;
    }
}
