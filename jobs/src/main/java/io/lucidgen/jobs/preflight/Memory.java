package io.lucidgen.jobs.preflight;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.bytedeco.javacpp.Pointer;

/**
 * How much memory a process may take, in bytes.
 *
 * @param heap of Java
 * @param resident what the whole process may take before arrays are refused, {@code
 *     org.bytedeco.javacpp.maxphysicalbytes}; 0 when unbounded. ({@code maxbytes} does not count ND4J's arrays.)
 * @param overhead what the cluster manager allows beside the heap
 * @param overheadEnforced whether it ends processes that take more
 * @param machine what the machine or container has
 */
record Memory(long heap, long resident, long overhead, boolean overheadEnforced, long machine) implements Serializable {
    private static final double GIBIBYTE = 1L << 30;
    private static final long MEBIBYTE = 1L << 20;
    private static final long LEAST_OVERHEAD_MB = 384;

    /** That of this process, given the settings of the application. */
    static Memory here(SparkConf conf) {
        long machine =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : Pointer.totalPhysicalBytes();
        String master = conf.get("spark.master", "");
        return new Memory(
                Runtime.getRuntime().maxMemory(),
                Pointer.maxPhysicalBytes(),
                overhead(conf),
                master.startsWith("yarn") || master.startsWith("k8s"),
                machine);
    }

    /** What Spark asks the cluster manager for beside an executor's heap. */
    static long overhead(SparkConf conf) {
        long heap = conf.getSizeAsMb("spark.executor.memory", "1g");
        double factor = conf.getDouble("spark.executor.memoryOverheadFactor", 0.1);
        long asked = Math.max(LEAST_OVERHEAD_MB, (long) (factor * heap));
        return conf.getSizeAsMb("spark.executor.memoryOverhead", asked + "m") * MEBIBYTE;
    }

    @Override
    public String toString() {
        return "heap " + text(heap) + ", the process "
                + (resident > 0 ? "at most " + text(resident) : "unbounded") + ", overhead " + text(overhead)
                + (overheadEnforced ? " (enforced)" : " (not enforced)") + ", machine " + text(machine);
    }

    static String text(long bytes) {
        return bytes < GIBIBYTE ? mebibytes(bytes) + " MiB" : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }

    /** Rounded up. */
    static long mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE;
    }
}
