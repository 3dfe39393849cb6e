package io.lucidgen.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Every operation's exactness tests on every build of the native code that this processor can run. */
class NativeVariantsIT {

    @ParameterizedTest
    @ValueSource(strings = {"-onednn", "-onednn-avx2", "-onednn-avx512"})
    void operationsAreExactOn(String extension) throws Exception {
        assumeTrue(runs(extension), "this processor cannot run " + extension);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-D" + NativeBackend.EXTENSION + "=" + extension,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExactnessTests.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("build=linux-x86_64" + extension + "\n");
    }

    private static boolean runs(String extension) {
        return switch (extension) {
            case "-onednn-avx512" -> NativeBackend.cpuFeatures().contains("avx512f");
            case "-onednn-avx2" -> NativeBackend.cpuFeatures().contains("avx2");
            default -> true;
        };
    }

    static final class ExactnessTests {
        public static void main(String[] args) {
            var summary = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(
                                            selectClass(NetworkGradientTest.class),
                                            selectClass(ConvolutionTest.class),
                                            selectClass(BlockedActivationTest.class))
                                    .build(),
                            summary);
            summary.getSummary().printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            System.out.printf("build=%s%n", NativeBackend.build());
            boolean passed = summary.getSummary().getTotalFailureCount() == 0
                    && summary.getSummary().getTestsSucceededCount() > 0;
            System.exit(passed ? 0 : 1);
        }
    }
}
