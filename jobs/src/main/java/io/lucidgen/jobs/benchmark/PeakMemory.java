package io.lucidgen.jobs.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/**
 * The most memory that driver and executors have held at once, heap and native together, as Linux counts it ({@code
 * VmHWM}). It starts anew with each stage where the system allows that, and counts from the start of the process
 * where it does not.
 */
final class PeakMemory {

    static final String UNIT = "MiB";

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";
    private static final String PEAK = "VmHWM:";
    private static final double KIB_PER_MIB = 1024;
    // So short that no executor is idle while tasks are left, and more tasks than any executor has slots.
    private static final int TASKS_PER_SLOT = 4;
    private static final long TASK_MILLIS = 20;

    private final JavaSparkContext spark;

    PeakMemory(JavaSparkContext spark) {
        this.spark = spark;
    }

    /** Starts to count anew on the driver and on every executor. */
    void reset() {
        reset(STATUS);
        ask(true);
    }

    /** Adds the peaks since the last reset; the executors' figure is the largest of theirs. */
    void addTo(Figures figures, String stage) {
        peak(STATUS).ifPresent(peak -> figures.add("memory." + stage + ".driver", peak, UNIT));
        Map<String, Double> byExecutor = ask(false);
        byExecutor.remove("driver");
        byExecutor.values().stream()
                .max(Double::compare)
                .ifPresent(peak -> figures.add("memory." + stage + ".executor", peak, UNIT));
    }

    private Map<String, Double> ask(boolean reset) {
        int tasks = spark.defaultParallelism() * TASKS_PER_SLOT;
        List<Integer> numbers = Collections.nCopies(tasks, 0);
        return new java.util.TreeMap<>(spark.parallelize(numbers, tasks)
                .mapPartitionsToPair(new OfExecutor(reset))
                .collectAsMap());
    }

    /** MiB, where the system says so. */
    static OptionalDouble peak(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> Double.parseDouble(line.substring(PEAK.length())
                                    .replace("kB", "")
                                    .trim())
                            / KIB_PER_MIB)
                    .findFirst();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    private static void reset(Path status) {
        try {
            if (Files.exists(status)) {
                Files.writeString(RESET, RESET_PEAK);
            }
        } catch (IOException e) {
            // Not allowed here: the peak then counts from the start of the process.
        }
    }

    /** The executor of a task with its peak in MiB. */
    record OfExecutor(boolean reset) implements PairFlatMapFunction<Iterator<Integer>, String, Double> {
        @Override
        public Iterator<Tuple2<String, Double>> call(Iterator<Integer> numbers) throws InterruptedException {
            Thread.sleep(TASK_MILLIS);
            if (reset) {
                PeakMemory.reset(STATUS);
            }
            OptionalDouble peak = peak(STATUS);
            String executor = SparkEnv.get().executorId();
            return peak.isPresent()
                    ? List.of(new Tuple2<>(executor, peak.getAsDouble())).iterator()
                    : Collections.emptyIterator();
        }
    }
}
