package io.lucidgen.jobs.benchmark;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Starts trainers without Spark, each in a process of its own, with the classes of this one. */
final class LocalTrainers {

    private static final String MEMORY = "-Xmx1g";
    private static final int THREADS = 1;

    private final Path folder;
    private final Path rows;
    private final Cores cores;
    private final Effort effort;

    LocalTrainers(Path folder, Path rows, Cores cores, Effort effort) {
        this.folder = folder;
        this.rows = rows;
        this.cores = cores;
        this.effort = effort;
    }

    /** Trainers side by side, each on a core of its own. */
    PeerGroup start(Recipe recipe, int count) throws IOException {
        List<PeerProcess> members = new ArrayList<>();
        for (int worker = 0; worker < count; worker++) {
            Path log = folder.resolve("local-trainer-" + count + "-" + worker + ".log");
            members.add(PeerProcess.start(cores.onCore(worker, command(recipe, worker)), THREADS, log));
        }
        return new PeerGroup(
                members, effort.steps(), recipe.config(1, 1).training().batchSize());
    }

    private List<String> command(Recipe recipe, int worker) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(MEMORY);
        // Where the driver sends its log; otherwise a logger without settings writes between the answers.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Dlog4j2."))
                .forEach(command::add);
        command.addAll(List.of("-cp", classPath(), "io.lucidgen.jobs.cli.Main", "benchmark", "local-trainer"));
        command.addAll(List.of("--recipe", recipe.name(), "--rows", rows.toString()));
        command.addAll(List.of("--worker", "" + worker, "--warm-up", "" + effort.warmUpSteps()));
        return command;
    }

    /** Spark loads the application by a loader of its own, which the class path of the process does not show. */
    private static String classPath() {
        Set<String> entries = new LinkedHashSet<>();
        for (ClassLoader loader = Thread.currentThread().getContextClassLoader();
                loader != null;
                loader = loader.getParent()) {
            if (loader instanceof URLClassLoader application) {
                Stream.of(application.getURLs())
                        .filter(url -> url.getProtocol().equals("file"))
                        .map(LocalTrainers::file)
                        .forEach(entries::add);
            }
        }
        entries.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        return String.join(File.pathSeparator, entries);
    }

    private static String file(URL url) {
        return Path.of(java.net.URI.create(url.toString())).toString();
    }
}
