package io.lucidgen.jobs.sharding;

import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.Block;
import io.lucidgen.data.BlockBatches;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.Normalizer;
import io.lucidgen.data.Sample;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.jobs.spark.LiveExecutors;
import io.lucidgen.jobs.spark.SparkSessions;
import io.lucidgen.jobs.table.DatasetTable;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;

/** The program of {@link SmallExecutorsIT}: an epoch, the loss of an executor, and the epoch again. */
public final class LargeShards {
    static final int EXAMPLES = 48_000;

    private static final int SIDE = 64;
    private static final int CHANNELS = 3;
    private static final int WORKERS = 2;
    private static final int BLOCK = 256;
    private static final int BATCH = 100;
    private static final int BATCHES = 30;
    private static final long NANOS_OF_MILLI = 1_000_000;

    public static void main(String[] args) throws Exception {
        try (SparkSession session = SparkSessions.open("large shards")) {
            JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
            Dataset<Row> rows =
                    session.range(0, EXAMPLES, 1, 24).map(new NoisyRow(), Encoders.row(DatasetTable.SCHEMA));
            ShardPlan plan = new ShardPlan(EXAMPLES, WORKERS, BLOCK, 3);
            FileSystem files = FileSystem.getLocal(spark.hadoopConfiguration());
            long began = System.nanoTime();
            try (StoredShards shards = StoredShards.open(rows, description(), plan, files, new Path("shards"))) {
                say("dealing-milliseconds", (System.nanoTime() - began) / NANOS_OF_MILLI);
                say("data-bytes", shards.bytes());
                say("storage-bytes", storageBytes(spark));
                List<Seen> epoch = epoch(shards, plan, "nobody");
                say("examples-seen", epoch.stream().mapToLong(Seen::examples).sum());
                say("sum-of-labels", epoch.stream().mapToLong(Seen::labels).sum());
                Set<String> used = executors(epoch.subList(epoch.size() / 2, epoch.size()));
                say("executors-used", used.size());
                say("peak-resident-bytes", peak(spark));

                String lost = used.iterator().next();
                List<Seen> again = epoch(shards, plan, lost);
                long differing = IntStream.range(0, epoch.size())
                        .filter(i -> epoch.get(i).checksum() != again.get(i).checksum())
                        .count();
                say("parts-that-differ-after-a-loss", differing);
                say(
                        "living-that-were-lost",
                        LiveExecutors.now().stream()
                                .filter(executor -> executor.id().equals(lost))
                                .count());
            }
        }
    }

    private static void say(String name, long value) {
        System.out.println("said " + name + " " + value);
    }

    /** The rounds of an epoch; an executor is lost in the middle of each. */
    private static List<Seen> epoch(StoredShards shards, ShardPlan plan, String lost) {
        List<Seen> seen = new ArrayList<>();
        long slowest = 0;
        for (long cursor = 0; cursor < plan.shardSize(0); cursor += BATCH * BATCHES) {
            long began = System.nanoTime();
            seen.addAll(shards.round(Collections.nCopies(WORKERS, cursor), BATCHES, BATCH)
                    .mapPartitions(new Look(plan, cursor, lost))
                    .collect());
            slowest = Math.max(slowest, System.nanoTime() - began);
        }
        say("slowest-round-milliseconds", slowest / NANOS_OF_MILLI);
        return seen;
    }

    private static Set<String> executors(List<Seen> seen) {
        return seen.stream().map(Seen::executor).collect(Collectors.toCollection(TreeSet::new));
    }

    private static long storageBytes(JavaSparkContext spark) {
        return JavaConverters.mapAsJavaMapConverter(spark.sc().getExecutorMemoryStatus()).asJava().values().stream()
                .mapToLong(memory -> (Long) memory._1())
                .min()
                .orElseThrow();
    }

    private static long peak(JavaSparkContext spark) {
        return spark.parallelize(List.of(1, 2, 3, 4), 4).mapPartitions(new PeakMemory()).collect().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
    }

    /** What a worker saw in a round. */
    record Seen(String executor, long examples, long labels, long checksum) implements Serializable {}

    /** An example that no compression makes smaller. */
    static final class NoisyRow implements MapFunction<Long, Row> {
        private static final long serialVersionUID = 1;

        @Override
        public Row call(Long ordinal) {
            byte[] features = new byte[CHANNELS * SIDE * SIDE];
            new SplittableRandom(ordinal).nextBytes(features);
            return DatasetTable.row(ordinal, new Sample("s" + ordinal, Split.TRAIN, ordinal.intValue(), features));
        }
    }

    /** Goes through a round's batches; halts the process when it is the one that is to be lost. */
    static final class Look implements FlatMapFunction<Iterator<Block>, Seen> {
        private static final long serialVersionUID = 1;

        private final ShardPlan plan;
        private final long cursor;
        private final String lost;

        Look(ShardPlan plan, long cursor, String lost) {
            this.plan = plan;
            this.cursor = cursor;
            this.lost = lost;
        }

        @Override
        public Iterator<Seen> call(Iterator<Block> blocks) {
            String executor = SparkEnv.get().executorId();
            BlockBatches batches = BlockBatches.collect(
                    blocks,
                    BatchOrder.of(plan, TaskContext.getPartitionId(), BATCH),
                    cursor,
                    BATCHES,
                    FeatureType.UINT8,
                    Normalizer.unit(0, 255));
            if (executor.equals(lost)) {
                Runtime.getRuntime().halt(9);
            }
            float[] features = new float[BATCH * batches.features()];
            int[] labels = new int[BATCH];
            long sum = 0;
            int checksum = 0;
            for (int batch = 0; batch < BATCHES; batch++) {
                batches.next(features, labels);
                sum += Arrays.stream(labels).asLongStream().sum();
                checksum = 31 * checksum + Arrays.hashCode(features);
            }
            return List.of(new Seen(executor, (long) BATCHES * BATCH, sum, checksum))
                    .iterator();
        }
    }

    /** The most memory that the executor has had so far, in bytes. */
    static final class PeakMemory implements FlatMapFunction<Iterator<Integer>, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public Iterator<Long> call(Iterator<Integer> ignored) throws Exception {
            Thread.sleep(500);
            long kilobytes = Files.readAllLines(java.nio.file.Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
            return List.of(kilobytes << 10).iterator();
        }
    }

    private static DatasetDescription description() {
        return new DatasetDescription(
                1,
                "noise",
                Modality.IMAGE,
                SampleShape.image(CHANNELS, SIDE, SIDE),
                FeatureType.UINT8,
                new FeatureStatistics(0, 255, 127, 70, EXAMPLES),
                List.of(),
                Map.of(Split.TRAIN, (long) EXAMPLES),
                0,
                "b".repeat(64));
    }
}
