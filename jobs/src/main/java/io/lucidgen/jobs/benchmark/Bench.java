package io.lucidgen.jobs.benchmark;

import io.lucidgen.jobs.run.Console;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What every measure works with.
 *
 * @param figures all so far; a measure adds its own
 * @param folder of this machine, for the files of processes that are started
 * @param rowsFile the images of {@code data}, as processes read them
 */
record Bench(
        JavaSparkContext spark,
        BenchmarkData data,
        Effort effort,
        Figures figures,
        Cores cores,
        Optional<Peers> peers,
        Path folder,
        Path rowsFile,
        Console console) {

    static final String NO_PEERS = "no Python with torch was named by --peers or found on the path";

    LocalTrainers localTrainers() {
        return new LocalTrainers(folder, rowsFile, cores, effort);
    }

    PeerProcess peer(Peers peer, Recipe recipe, int threads) throws java.io.IOException {
        return peer.start(folder, rowsFile, cores, recipe, threads, effort.warmUpSteps());
    }
}
