package io.lucidgen.network;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.common.io.Resource;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ND4J backend of the class path, started with the native code that suits this processor and with one thread per
 * call.
 *
 * <p>ND4J finds this class through its service file and asks it before any other backend, so the choice holds
 * whichever class touches ND4J first, on drivers, executors and in tests alike. Two settings of the user come before
 * it: the system property {@value #EXTENSION} (such as {@code -onednn-avx2}) and the environment variable
 * {@value #THREADS}.
 *
 * <p>Left alone, JavaCPP takes the AVX2 build on every processor, also on one that cannot run it; and ND4J takes all
 * cores in every task slot, which makes slots on one machine wait for each other.
 */
public final class NativeBackend extends Nd4jBackend {
    static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";
    static final String THREADS = "OMP_NUM_THREADS";

    private static final Logger log = LoggerFactory.getLogger(NativeBackend.class);
    private static final String BINDINGS = "org/nd4j/linalg/cpu/nativecpu/bindings/";

    /** The builds that carry oneDNN, fastest first, and the processor features that each was compiled for. */
    private static final Map<String, Set<String>> BUILDS = new LinkedHashMap<>();

    static {
        BUILDS.put(
                "-onednn-avx512",
                Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl", "avx2", "fma", "f16c", "bmi2"));
        BUILDS.put("-onednn-avx2", Set.of("avx2", "fma", "f16c"));
        BUILDS.put("-onednn", Set.of());
    }

    private final Optional<Nd4jBackend> backend;

    /** Called by ND4J, before it loads native code. */
    public NativeBackend() {
        if (System.getProperty(EXTENSION) == null) {
            chooseBuild(cpuFeatures(), NativeBackend::isOnClassPath).ifPresent(NativeBackend::setExtension);
        }
        if (System.getenv(THREADS) == null) {
            setThreadsOfNewThreads();
        }
        backend = ServiceLoader.load(Nd4jBackend.class, NativeBackend.class.getClassLoader()).stream()
                .filter(provider -> provider.type() != NativeBackend.class)
                .map(ServiceLoader.Provider::get)
                .filter(Nd4jBackend::isAvailable)
                .max(Comparator.comparingInt(Nd4jBackend::getPriority));
    }

    /** The native build in use, such as {@code linux-x86_64-onednn-avx2}; loads ND4J when it is not loaded yet. */
    public static String build() {
        Nd4j.getBackend();
        return Path.of(libraryPath()).getParent().getFileName().toString();
    }

    /** Threads that one native call uses. */
    public static int threadsPerCall() {
        String given = System.getenv(THREADS);
        return given == null || given.isEmpty() ? 1 : Integer.parseInt(given.trim());
    }

    static Optional<String> chooseBuild(Set<String> cpuFeatures, Predicate<String> available) {
        return BUILDS.entrySet().stream()
                .filter(build -> cpuFeatures.containsAll(build.getValue()))
                .map(Map.Entry::getKey)
                .filter(available)
                .findFirst();
    }

    static Set<String> cpuFeatures() {
        Path cpuinfo = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(cpuinfo)) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(Arrays.asList(
                            line.substring(line.indexOf(':') + 1).trim().split("\\s+"))))
                    .orElse(Set.of());
        } catch (IOException e) {
            log.warn("Cannot read {}: taking the build for any processor", cpuinfo, e);
            return Set.of();
        }
    }

    private static boolean isOnClassPath(String extension) {
        String library = BINDINGS + Loader.getPlatform() + extension + "/libnd4jcpu.so";
        return NativeBackend.class.getClassLoader().getResource(library) != null;
    }

    private static void setExtension(String extension) {
        System.setProperty(EXTENSION, extension);
        // JavaCPP reads the property once, and may have done so for another library.
        Loader.loadProperties().setProperty("platform.extension", extension);
    }

    /**
     * OpenMP takes its number of threads from the environment when its library is loaded; the call that ND4J offers
     * holds only for the thread that makes it, and tasks run on other threads.
     */
    private static void setThreadsOfNewThreads() {
        try {
            Native.loadLibrary("c", CLibrary.class).setenv(THREADS, Integer.toString(threadsPerCall()), 0);
        } catch (LinkageError e) {
            log.warn("Cannot set {}: set it to 1 in the environment, or tasks will wait for each other", THREADS, e);
        }
    }

    private interface CLibrary extends Library {
        int setenv(String name, String value, int overwrite);
    }

    private static String libraryPath() {
        Map<String, String> loaded = Loader.getLoadedLibraries();
        return Stream.of("nd4jcpu", "nd4jcuda")
                .map(loaded::get)
                .filter(path -> path != null)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("ND4J has loaded no native library: " + loaded.keySet()));
    }

    @Override
    public void logBackendInit() {
        delegate().logBackendInit();
        NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
        ops.setOmpNumThreads(threadsPerCall());
        openblas.blas_set_num_threads(threadsPerCall());
        String path = libraryPath();
        String extension = System.getProperty(EXTENSION);
        if (extension != null && !path.contains("/" + Loader.getPlatform() + extension + "/")) {
            log.warn("Cannot find the native build {} on the class path: {} is used instead", extension, path);
        }
        log.info(
                "Native code: {}, {} thread(s) per call",
                Path.of(path).getParent().getFileName(),
                threadsPerCall());
        log.debug("Loaded from {}", path);
    }

    private Nd4jBackend delegate() {
        return backend.orElseThrow(() -> new IllegalStateException("No ND4J backend on the class path"));
    }

    @Override
    public boolean isAvailable() {
        return backend.isPresent();
    }

    @Override
    public boolean canRun() {
        return backend.map(Nd4jBackend::canRun).orElse(false);
    }

    @Override
    public int getPriority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean allowsOrder() {
        return delegate().allowsOrder();
    }

    @Override
    public Resource getConfigurationResource() {
        return delegate().getConfigurationResource();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class getNDArrayClass() {
        return delegate().getNDArrayClass();
    }

    @Override
    public Environment getEnvironment() {
        return delegate().getEnvironment();
    }

    @Override
    public String buildInfo() {
        return delegate().buildInfo();
    }
}
