package io.lucidgen.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A master and two workers, each a process of its own with one core, as {@code cluster.sh} starts them. */
final class StandaloneCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int WORKERS = 2;

    private final CommandLine commands;
    private final Path events;
    private final String master;

    private StandaloneCluster(CommandLine commands, Path events, String master) {
        this.commands = commands;
        this.events = events;
        this.master = master;
    }

    /** @param worker settings of Spark for its workers */
    static StandaloneCluster start(CommandLine commands, Path folder, String... worker) throws Exception {
        commands.workerSettings(worker);
        Outcome started = commands.run(
                        "cluster.sh",
                        List.of("start", "--workers", Integer.toString(WORKERS), "--memory", "1g", "--port", "0"))
                .endsWith(0);
        return new StandaloneCluster(
                commands,
                Files.createDirectories(folder.resolve("events")),
                started.out().trim());
    }

    /** The arguments of {@code submit.sh} that run a command here, with some of Spark's settings. */
    List<String> arguments(List<String> command, String... spark) {
        List<String> arguments = new ArrayList<>(List.of("--master", master, "--executor-memory", "1g"));
        arguments.addAll(CommandLine.QUICK_DRIVER);
        arguments.addAll(List.of("--conf", "spark.executor.extraJavaOptions=" + CommandLine.QUICK_JAVA));
        // Otherwise the executor that is there first may do everything.
        arguments.addAll(List.of("--conf", "spark.scheduler.minRegisteredResourcesRatio=1.0"));
        arguments.addAll(List.of("--conf", "spark.eventLog.enabled=true"));
        arguments.addAll(List.of("--conf", "spark.eventLog.dir=" + events.toUri()));
        for (String setting : spark) {
            arguments.addAll(List.of("--conf", setting));
        }
        arguments.add("--");
        arguments.addAll(command);
        return arguments;
    }

    Outcome submit(List<String> command, String... spark) throws Exception {
        return commands.run("submit.sh", arguments(command, spark));
    }

    /** The processes of the executors that run now. */
    List<ProcessHandle> executors() throws IOException {
        List<ProcessHandle> executors = new ArrayList<>();
        for (int worker = 1; worker <= WORKERS; worker++) {
            String pid = Files.readString(commands.clusterFolder().resolve("worker" + worker + ".pid"));
            ProcessHandle.of(Long.parseLong(pid.trim()))
                    .ifPresent(daemon -> daemon.children().forEach(executors::add));
        }
        return executors;
    }

    /** The executors that have completed tasks of an application, by what its name contains. */
    Set<String> executorsOf(String application) throws IOException {
        try (Stream<Path> logs = Files.list(events)) {
            for (Path log : logs.toList()) {
                List<JsonNode> said = events(log);
                if (said.stream()
                        .anyMatch(event -> event.path("App Name").asText().contains(application))) {
                    Set<String> executors = new TreeSet<>();
                    said.stream()
                            .filter(event -> event.path("Event").asText().equals("SparkListenerTaskEnd"))
                            .filter(event -> event.path("Task End Reason")
                                    .path("Reason")
                                    .asText()
                                    .equals("Success"))
                            .forEach(event -> executors.add(
                                    event.path("Task Info").path("Executor ID").asText()));
                    return executors;
                }
            }
        }
        return Set.of();
    }

    private static List<JsonNode> events(Path log) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            events.add(JSON.readTree(line));
        }
        return events;
    }

    @Override
    public void close() throws Exception {
        commands.run("cluster.sh", List.of("stop")).endsWith(0);
    }
}
