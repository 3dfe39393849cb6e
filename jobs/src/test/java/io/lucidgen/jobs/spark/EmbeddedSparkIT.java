package io.lucidgen.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.network.NativeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Spark and the application that {@code mvn package} puts together, started as a user starts them. */
class EmbeddedSparkIT {
    @BeforeAll
    static void isPackaged() {
        EmbeddedSpark.assumePackaged();
    }

    @Test
    void executorsInProcessesOfTheirOwnComputeWithOneThread(@TempDir Path folder) throws Exception {
        String output = EmbeddedSpark.run(
                folder, "local-cluster[2,1,1024]", List.of(), Probe.class, EmbeddedSparkIT.class, WhatIsLoaded.class);

        assertThat(output).contains("executors say [linux-x86_64-onednn").contains("threads=1]");
    }

    @Test
    void nothingLiesBothInSparkAndInTheApplication() throws IOException {
        assertThat(namesWithoutVersion(EmbeddedSpark.LIBRARIES))
                .doesNotContainAnyElementsOf(namesWithoutVersion(EmbeddedSpark.SPARK_HOME.resolve("jars")));
    }

    @Test
    void nativeCodeIsOfThisPlatformOnly() throws IOException {
        try (Stream<Path> jars = Stream.concat(
                Files.list(EmbeddedSpark.LIBRARIES), Files.list(EmbeddedSpark.SPARK_HOME.resolve("jars")))) {
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
