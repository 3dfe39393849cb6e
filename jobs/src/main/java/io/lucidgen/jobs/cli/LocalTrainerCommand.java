package io.lucidgen.jobs.cli;

import io.lucidgen.jobs.benchmark.LocalTrainerLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code benchmark} starts in processes of their own: a trainer without Spark that obeys its standard input. */
@Command(
        name = "local-trainer",
        hidden = true,
        description = "Train without Spark, as many steps as each line of the input says.")
final class LocalTrainerCommand implements Callable<Integer> {
    private static final int DONE = 0;

    @Option(names = "--recipe", required = true, description = "What is trained.")
    private String recipe;

    @Option(names = "--rows", required = true, description = "A file of images, unsigned bytes.")
    private Path rows;

    @Option(names = "--worker", required = true, description = "The logical worker, 0 or 1.")
    private int worker;

    @Option(names = "--warm-up", required = true, description = "Steps before it says that it is ready.")
    private int warmUp;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        new LocalTrainerLoop(recipe, rows, worker)
                .run(warmUp, requests, spec.commandLine().getOut());
        return DONE;
    }
}
