package io.lucidgen.jobs.table;

import java.io.Serializable;

/**
 * One measure of one averaging round.
 *
 * @param round the rounds that were complete, from 1
 * @param step local steps of each worker so far
 * @param examples examples processed so far by all workers
 * @param seconds wall time of the round
 */
public record HistoryRow(long round, long step, long examples, double seconds, String metric, double value)
        implements Serializable {}
