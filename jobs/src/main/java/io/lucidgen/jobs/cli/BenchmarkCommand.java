package io.lucidgen.jobs.cli;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.jobs.benchmark.BenchmarkJob;
import io.lucidgen.jobs.benchmark.BenchmarkOptions;
import io.lucidgen.jobs.run.JobContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how fast Lucidgen trains and explains on this cluster.
 *
 * <p>What is compared is measured in turns in one run: our local step and PyTorch's on one core; averaging rounds of two
 * workers, two trainers without Spark, and PyTorch's two ways to use two cores; our rounds and those of dl4j-spark's
 * training master. PyTorch's side needs a Python that can import torch; without one it is left out, and the table says
 * so. Everything else runs on any master.
 *
 * <h2>Input</h2>
 *
 * <p>The dataset {@code dataset.name} under the root, when it is there and holds images of 28 x 28 bytes; otherwise
 * noise of the same size. What is trained is fixed, so that figures of two machines compare.
 *
 * <h2>Output</h2>
 *
 * <ul>
 *   <li>{@code benchmark.json}: an array of {@code {"name", "value", "unit"}}, sorted by name
 *   <li>{@code results.md}: the same as a table, with what it was measured on
 * </ul>
 *
 * <h2>Example</h2>
 *
 * <pre>{@code
 * submit-scripts/submit.sh --master spark://host:7077 -- benchmark --out results --peers /opt/torch/bin/python
 * }</pre>
 */
@Command(
        name = "benchmark",
        description = "Measure how fast Lucidgen trains and explains on this cluster.",
        footer = {
            "",
            "Prints a table and writes benchmark.json and results.md. PyTorch is measured",
            "beside it where a Python with torch is found. Takes a quarter of an hour, with",
            "--quick two minutes.",
            "",
            "Measures: local-step, rounds, data-size, scaling, explain, stock-master.",
            "",
            "Example:",
            "  submit-scripts/submit.sh -- benchmark --out results"
        },
        subcommands = LocalTrainerCommand.class)
final class BenchmarkCommand extends JobCommand {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the results go: a folder on any file system; <root>/benchmark unless given.")
    private Optional<String> out = Optional.empty();

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "Only these measures.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often both sides of a comparison are measured in turns; 5 unless given.")
    private int pairs;

    @Option(names = "--quick", description = "Only show that everything works: the figures mean nothing.")
    private boolean quick;

    @Option(
            names = "--peers",
            paramLabel = "PYTHON",
            description = "A Python that can import torch and numpy; the one on the path unless given.")
    private Optional<String> peers = Optional.empty();

    @Override
    String subject(LucidgenConfig config) {
        return quick ? "quick" : "full";
    }

    @Override
    void run(JobContext context) throws Exception {
        BenchmarkOptions options = new BenchmarkOptions(out.map(Path::new), only, pairs, quick, peers);
        new BenchmarkJob(context, options).run();
    }
}
