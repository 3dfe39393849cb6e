package io.lucidgen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The scripts of {@code submit-scripts}, started as a user starts them, in a folder of their own. */
final class CommandLine {
    /** A process of a few seconds is over before Java's second compiler has paid off. */
    static final String QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    static final List<String> QUICK_DRIVER = List.of("--driver-java-options", QUICK_JAVA);

    private static final Path SCRIPTS =
            Path.of("../submit-scripts").toAbsolutePath().normalize();
    private static final long PATIENCE_SECONDS = 180;

    private final Path folder;
    private final List<String> workerSettings = new ArrayList<>();
    private int number;

    CommandLine(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The arguments of {@code submit.sh} that run a command on two threads of the driver. */
    static List<String> local(List<String> command) {
        List<String> arguments = new ArrayList<>(List.of("--master", "local[2]"));
        arguments.addAll(QUICK_DRIVER);
        arguments.add("--");
        arguments.addAll(command);
        return arguments;
    }

    /** Settings of Spark for the workers that {@code cluster.sh} will start. */
    void workerSettings(String... settings) {
        workerSettings.addAll(List.of(settings));
    }

    /** Runs a script to its end. */
    Outcome run(String script, List<String> arguments) throws IOException, InterruptedException {
        Running running = start(script, arguments);
        boolean ended = running.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            running.process.destroyForcibly();
        }
        Outcome outcome = running.outcome();
        assertThat(ended)
                .as("%s ends%n%s%n%s", outcome.command(), outcome.out(), outcome.err())
                .isTrue();
        return outcome;
    }

    /** Starts a script; {@code submit.sh} becomes the driver's process itself. */
    Running start(String script, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
        command.addAll(arguments);
        number++;
        Path out = folder.resolve(number + ".out");
        Path err = folder.resolve(number + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("LUCIDGEN_DRIVER_MEMORY", "1g");
        builder.environment().put("LUCIDGEN_CLUSTER_DIR", clusterFolder().toString());
        builder.environment()
                .put(
                        "LUCIDGEN_WORKER_JAVA_OPTS",
                        workerSettings.stream().map(setting -> "-D" + setting).collect(Collectors.joining(" ")));
        builder.environment().remove("SPARK_HOME");
        return new Running(String.join(" ", command), builder.start(), out, err);
    }

    /** Where {@code cluster.sh} keeps logs and process ids. */
    Path clusterFolder() {
        return folder.resolve("cluster");
    }

    /** A script under way. */
    record Running(String command, Process process, Path out, Path err) {
        Outcome outcome() throws IOException, InterruptedException {
            return new Outcome(command, process.waitFor(), Files.readString(out), Files.readString(err));
        }
    }
}
