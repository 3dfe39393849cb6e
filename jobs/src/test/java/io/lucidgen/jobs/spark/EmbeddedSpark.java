package io.lucidgen.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** Runs a test's own program in processes of its own, on what {@code mvn package} has put together. */
public final class EmbeddedSpark {
    static final Path SPARK_HOME = Path.of("target/spark").toAbsolutePath();
    static final Path LIBRARIES = Path.of("target/lucidgen/lib").toAbsolutePath();

    private static final Path APPLICATION =
            Path.of("target/lucidgen/lucidgen-jobs.jar").toAbsolutePath();

    private EmbeddedSpark() {}

    /** Leaves a test out where there is no package. */
    public static void assumePackaged() {
        assumeThat(SPARK_HOME.resolve("RELEASE")).as("run mvn package first").exists();
    }

    /**
     * Runs a program to its successful end.
     *
     * @param folder of the test, for the program's jar and its working files
     * @param settings Spark's, as {@code key=value}
     * @param main the program
     * @param others further classes of the test that it needs
     * @return what it printed
     */
    public static String run(Path folder, String master, List<String> settings, Class<?> main, Class<?>... others)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split(" ")));
        command.addAll(List.of("-cp", SPARK_HOME + "/jars/*", "org.apache.spark.deploy.SparkSubmit"));
        command.addAll(List.of("--master", master, "--class", main.getName()));
        command.addAll(List.of("--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"));
        for (String setting : settings) {
            command.addAll(List.of("--conf", setting));
        }
        command.addAll(
                List.of("--jars", libraries(), jarOf(folder, main, others).toString()));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("SPARK_HOME", SPARK_HOME.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.12");
        builder.environment().remove("OMP_NUM_THREADS");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String libraries() throws IOException {
        try (Stream<Path> jars = Stream.concat(Files.list(LIBRARIES), Stream.of(APPLICATION))) {
            // Left where they are: each executor would copy a third of a gigabyte.
            return jars.map(jar -> "local:" + jar).collect(Collectors.joining(","));
        }
    }

    private static Path jarOf(Path folder, Class<?> main, Class<?>... others) throws IOException {
        Path jar = folder.resolve("program.jar");
        List<Class<?>> types = new ArrayList<>(List.of(others));
        types.add(main);
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : types) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    out.putNextEntry(new JarEntry(name));
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }
}
