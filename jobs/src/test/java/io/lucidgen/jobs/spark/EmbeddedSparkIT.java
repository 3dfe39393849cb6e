package io.lucidgen.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lucidgen.network.NativeBackend;
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
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Spark and the application that {@code mvn package} puts together, started as a user starts them. */
class EmbeddedSparkIT {
    private static final Path SPARK_HOME = Path.of("target/spark").toAbsolutePath();
    private static final Path LIBRARIES = Path.of("target/lucidgen/lib").toAbsolutePath();

    @BeforeAll
    static void isPackaged() {
        assumeThat(SPARK_HOME.resolve("RELEASE")).as("run mvn package first").exists();
    }

    @Test
    void executorsInProcessesOfTheirOwnComputeWithOneThread(@TempDir Path folder) throws Exception {
        String output = submit(folder, "local-cluster[2,1,1024]");

        assertThat(output).contains("executors say [linux-x86_64-onednn").contains("threads=1]");
    }

    @Test
    void nothingLiesBothInSparkAndInTheApplication() throws IOException {
        assertThat(namesWithoutVersion(LIBRARIES))
                .doesNotContainAnyElementsOf(namesWithoutVersion(SPARK_HOME.resolve("jars")));
    }

    @Test
    void nativeCodeIsOfThisPlatformOnly() throws IOException {
        try (Stream<Path> jars = Stream.concat(Files.list(LIBRARIES), Files.list(SPARK_HOME.resolve("jars")))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .noneMatch(name -> name.matches(".*(windows|macosx|osx|android|ios|aarch|arm|ppc).*"));
        }
    }

    private static List<String> namesWithoutVersion(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            // ND4J's own copies of Guava and Jackson have names of their own packages inside.
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> !name.contains("1.0.0-M2"))
                    .map(name -> name.replaceFirst("-[0-9].*", ""))
                    .toList();
        }
    }

    private static String submit(Path folder, String master) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split(" ")));
        command.addAll(List.of("-cp", SPARK_HOME + "/jars/*", "org.apache.spark.deploy.SparkSubmit"));
        command.addAll(List.of("--master", master, "--class", Probe.class.getName()));
        command.addAll(List.of("--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"));
        command.addAll(List.of("--jars", libraries(), jarOf(folder).toString()));
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
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            // Left where they are: each executor would copy a third of a gigabyte.
            return jars.map(jar -> "local:" + jar).collect(Collectors.joining(","));
        }
    }

    private static Path jarOf(Path folder) throws IOException {
        Path jar = folder.resolve("probe.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : List.of(EmbeddedSparkIT.class, Probe.class, WhatIsLoaded.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    out.putNextEntry(new JarEntry(name));
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    public static final class Probe {
        public static void main(String[] args) {
            try (SparkSession session = SparkSession.builder().getOrCreate()) {
                List<String> answers = session.range(0, 4, 1, 4)
                        .map(new WhatIsLoaded(), Encoders.STRING())
                        .distinct()
                        .collectAsList();
                System.out.println("executors say " + answers);
            }
        }
    }

    public static final class WhatIsLoaded implements MapFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String call(Long row) {
            return NativeBackend.build() + " threads=" + NativeBackend.threadsPerCall();
        }
    }
}
