package io.lucidgen.jobs.benchmark;

import io.lucidgen.network.NativeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the figures were taken on: the driver's machine, its software, and the cluster. */
final class Machine {

    private static final double KIB_PER_GIB = 1024.0 * 1024.0;

    private Machine() {}

    static List<String> describe(Bench bench) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "driver's machine: %s, %d cores, %.1f GiB, Linux %s",
                value("/proc/cpuinfo", "model name").orElse("unknown processor"),
                Runtime.getRuntime().availableProcessors(),
                value("/proc/meminfo", "MemTotal")
                                .map(text -> Double.parseDouble(
                                        text.replace("kB", "").trim()))
                                .orElse(0.0)
                        / KIB_PER_GIB,
                System.getProperty("os.version")));
        lines.add("Java " + System.getProperty("java.version") + ", native code " + NativeBackend.build() + ", Spark "
                + bench.spark().version() + " on " + bench.spark().master() + " with "
                + bench.spark().defaultParallelism() + " task slots");
        lines.add("PyTorch " + bench.peers().map(Peers::torch).orElse("not measured"));
        lines.add("data: " + bench.data().origin());
        lines.add(bench.effort().turns() + " turns; every figure is their median");
        return lines;
    }

    private static Optional<String> value(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
