package io.lucidgen.jobs.training;

/**
 * One measure of one round.
 *
 * @param round the rounds that were complete, from 1
 * @param step local steps of each worker so far
 * @param examples examples processed so far by all workers
 * @param seconds wall time of the round
 */
record HistoryEntry(long round, long step, long examples, double seconds, String metric, double value) {}
