package io.lucidgen.jobs.benchmark;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What a benchmark is to measure.
 *
 * @param out where the results go, on any Hadoop file system; empty: {@code <root>/benchmark}
 * @param only names of measures; empty: all
 * @param pairs how often each side of a comparison is measured, at least 1
 * @param quick whether only to show that everything works
 * @param peers a Python that can import torch; empty: the one on the path, if it can
 */
public record BenchmarkOptions(
        Optional<Path> out, List<String> only, int pairs, boolean quick, Optional<String> peers) {}
