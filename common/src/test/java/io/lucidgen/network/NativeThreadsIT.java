package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Processes of their own, because the environment and the native library are fixed for the life of a process. */
class NativeThreadsIT {
    @Test
    void usesOneThreadPerCallInEveryThreadWhenTheEnvironmentSaysNothing() throws Exception {
        assertThat(run(null, null)).contains("blas=1 loader=1 other=1 max=1");
    }

    @Test
    void followsTheEnvironment() throws Exception {
        assertThat(run("2", null)).contains("blas=2 loader=2 other=2 max=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-onednn", "-onednn-avx2"})
    void computesWithTheBuildThatTheUserAsksFor(String extension) throws Exception {
        assumeTrue(NativeBackend.cpuFeatures().contains("avx2"), "this processor has no AVX2");

        assertThat(run("1", extension)).contains("build=linux-x86_64" + extension + "\n", "product=128.0\n");
    }

    private static String run(String threads, String extension) throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"));
        if (extension != null) {
            builder.command().add("-D" + NativeBackend.EXTENSION + "=" + extension);
        }
        builder.command().add(Probe.class.getName());
        builder.environment().remove(NativeBackend.THREADS);
        if (threads != null) {
            builder.environment().put(NativeBackend.THREADS, threads);
        }
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    static final class Probe {
        public static void main(String[] args) throws InterruptedException {
            String build = NativeBackend.build();
            var other = new AtomicInteger();
            var thread = new Thread(() -> other.set(ompThreads()));
            thread.start();
            thread.join();
            System.out.printf(
                    "blas=%d loader=%d other=%d max=%d%nbuild=%s%nproduct=%s%n",
                    openblas.blas_get_num_threads(),
                    ompThreads(),
                    other.get(),
                    Nd4j.getEnvironment().maxThreads(),
                    build,
                    Nd4j.ones(DataType.FLOAT, 1, 128)
                            .mmul(Nd4j.ones(DataType.FLOAT, 128, 1))
                            .getFloat(0));
        }

        private static int ompThreads() {
            return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
        }
    }
}
