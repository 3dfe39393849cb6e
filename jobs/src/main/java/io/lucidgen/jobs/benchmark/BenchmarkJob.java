package io.lucidgen.jobs.benchmark;

import io.lucidgen.error.UserException;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.spark.JobDescriptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs the measures one after the other and writes what they found. */
public final class BenchmarkJob {

    private static final String GROUP = "benchmark";
    private static final double NANOS_PER_SECOND = 1e9;

    private final JobContext context;
    private final BenchmarkOptions options;

    public BenchmarkJob(JobContext context, BenchmarkOptions options) {
        this.context = context;
        this.options = options;
    }

    /**
     * Measures, prints a table, and writes {@code benchmark.json} and {@code results.md}.
     *
     * @throws UserException (exit 2) for a measure that does not exist or a Python without PyTorch
     */
    public void run() throws Exception {
        if (options.pairs() < 1) {
            throw UserException.usage(
                    "run the benchmark", "--pairs", options.pairs(), "it must be at least 1", "Give a larger number");
        }
        Path out = options.out().orElseGet(() -> new Path(context.root(), "benchmark"));
        List<Measure> measures = chosen(new Path(context.root(), "benchmark-export"));
        Optional<Peers> peers = Peers.find(options.peers());
        java.nio.file.Path folder = Files.createTempDirectory("lucidgen-benchmark");
        try {
            BenchmarkData data = BenchmarkData.open(context);
            java.nio.file.Path rows = folder.resolve("rows.bin");
            data.rows().write(rows);
            Effort effort = options.quick() ? Effort.quick() : Effort.full(options.pairs());
            Bench bench = new Bench(
                    JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
                    data,
                    effort,
                    new Figures(),
                    Cores.available(),
                    peers,
                    folder,
                    rows,
                    context.console());
            List<String> machine = Machine.describe(bench);
            machine.forEach(context.console()::line);
            for (Measure measure : measures) {
                run(measure, bench);
                // What is done is kept, should a later measure fail.
                write(out, machine, bench.figures());
            }
            Recipe projected = Recipe.TUTORIAL_GAN;
            RoundFormula.of(bench.figures(), projected, projected.stateBytes())
                    .ifPresent(formula -> formula.addTo(bench.figures(), projected));
            write(out, machine, bench.figures());
            bench.figures().table().forEach(context.console()::line);
            context.console().line("the figures are in " + out);
        } finally {
            delete(folder);
        }
    }

    private static List<Measure> all(Path exportFolder) {
        return List.of(
                new LocalStep(),
                new Rounds(),
                new DataSize(),
                new Scaling(),
                new ExplanationRate(),
                new StockMaster(exportFolder));
    }

    private List<Measure> chosen(Path exportFolder) {
        List<Measure> all = all(exportFolder);
        List<String> names = all.stream().map(Measure::name).toList();
        for (String name : options.only()) {
            if (!names.contains(name)) {
                throw UserException.usage(
                        "run the benchmark", "--only", name, "there is no such measure", "Choose among " + names);
            }
        }
        return all.stream()
                .filter(measure -> options.only().isEmpty() || options.only().contains(measure.name()))
                .toList();
    }

    private void run(Measure measure, Bench bench) throws Exception {
        long began = System.nanoTime();
        PeakMemory memory = new PeakMemory(bench.spark());
        try (JobDescriptions named = JobDescriptions.open(context.spark(), GROUP, GROUP + ": " + measure.name())) {
            memory.reset();
            measure.run(bench);
            memory.addTo(bench.figures(), measure.name());
        }
        context.console()
                .line(String.format(
                        Locale.ROOT,
                        "measured %s in %.0f s",
                        measure.name(),
                        (System.nanoTime() - began) / NANOS_PER_SECOND));
    }

    private void write(Path out, List<String> machine, Figures figures) throws IOException {
        FileSystem files = out.getFileSystem(context.spark().sparkContext().hadoopConfiguration());
        write(files, new Path(out, "benchmark.json"), figures.json());
        List<String> page = new ArrayList<>();
        machine.forEach(line -> page.add("- " + line));
        page.add("");
        page.addAll(figures.markdown());
        write(files, new Path(out, "results.md"), String.join("\n", page) + "\n");
    }

    private static void write(FileSystem files, Path file, String text) throws IOException {
        try (OutputStream stream = files.create(file, true)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void delete(java.nio.file.Path folder) throws IOException {
        try (Stream<java.nio.file.Path> below = Files.walk(folder)) {
            for (java.nio.file.Path file :
                    below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
