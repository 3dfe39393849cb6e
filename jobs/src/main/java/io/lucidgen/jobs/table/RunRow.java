package io.lucidgen.jobs.table;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * A row of {@link RunsTable}.
 *
 * @param fingerprints {@code code}, {@code config} and {@code inputs}
 * @param tables the tables that the run published, without {@code runs}
 * @param rows of each of these tables
 * @param bytes of each of these tables
 */
public record RunRow(
        String command,
        String subject,
        String status,
        Instant started,
        Instant finished,
        double seconds,
        List<String> tables,
        SortedMap<String, Long> rows,
        SortedMap<String, Long> bytes,
        SortedMap<String, String> config,
        SortedMap<String, String> inputs,
        SortedMap<String, Double> figures,
        SortedMap<String, String> fingerprints,
        SortedMap<String, String> environment) {}
