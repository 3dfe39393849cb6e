package io.lucidgen.checkpoint;

import io.lucidgen.network.NativeBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The machine and the libraries of a run. Bits are reproducible only on the same processor type and libraries.
 *
 * @param java version of the Java runtime
 * @param operatingSystem name and version
 * @param architecture of the processor, such as {@code amd64}
 * @param nd4j version of ND4J
 * @param backend what ND4J computes with, {@code CPU} or {@code CUDA}
 * @param nativeVariant the native library that was loaded, such as {@code linux-x86_64-onednn-avx2}
 * @param spark version of Spark; empty where there was none
 */
public record Platform(
        String java,
        String operatingSystem,
        String architecture,
        String nd4j,
        String backend,
        String nativeVariant,
        String spark) {

    private static final String ND4J_BUILD = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";

    /**
     * The platform of this process.
     *
     * @param spark version of Spark, or empty
     */
    public static Platform current(String spark) {
        return new Platform(
                System.getProperty("java.runtime.version", ""),
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""),
                System.getProperty("os.arch", ""),
                nd4jVersion(),
                Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend", ""),
                NativeBackend.build(),
                spark);
    }

    private static String nd4jVersion() {
        try (InputStream stream = Nd4j.class.getResourceAsStream(ND4J_BUILD)) {
            Properties build = new Properties();
            if (stream != null) {
                build.load(stream);
            }
            return build.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
