package io.lucidgen.jobs.sharding;

import io.lucidgen.checkpoint.AtomicFile;
import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.LiveExecutors;
import io.lucidgen.jobs.spark.SettledJobs;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shards of a run in files of its own: made in one shuffle, then read block by block.
 *
 * <p>A round costs what its own blocks cost, whatever the data's size: the driver works out which ones they are, and each
 * task reads these from its executor's memory (up to a quarter of the heap, see {@link BlockCache}) or from their places
 * in its worker's file. A lost executor loses nothing. Each worker keeps to one executor as long as that lives; the
 * files take about as many bytes as the features of the TRAIN split, until this is closed.
 */
public final class StoredShards implements Shards, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredShards.class);
    private static final String MANIFEST = "manifest.json";

    private final JavaSparkContext spark;
    private final FileSystem files;
    private final Path folder;
    private final BlockLayout layout;
    private final List<ShardFile> stored;
    private final Broadcast<SerializableConfiguration> hadoop;
    // What executors keep in memory is kept under it.
    private final String opening = UUID.randomUUID().toString();
    private WorkerPlacement placement;

    private StoredShards(
            JavaSparkContext spark, FileSystem files, Path folder, BlockLayout layout, List<ShardFile> stored) {
        this.spark = spark;
        this.files = files;
        this.folder = folder;
        this.layout = layout;
        this.stored = stored;
        this.hadoop = spark.broadcast(new SerializableConfiguration(files.getConf()));
        this.placement = WorkerPlacement.none(layout.plan().workers());
    }

    /**
     * The shards of a dataset's TRAIN split: made now, or as an earlier attempt at the run has left them. They are the
     * same for the same plan, however the dataset's files are cut.
     *
     * @param folder the shards' own, which every executor can reach
     * @throws UserException (exit 2) when a block would be larger than an array can be; (exit 3) when the dataset's
     *     files are not what its description says
     */
    public static StoredShards open(DatasetSource source, ShardPlan plan, FileSystem files, Path folder)
            throws IOException {
        return open(source.rows(Split.TRAIN), source.description(), plan, files, folder);
    }

    static StoredShards open(
            Dataset<Row> rows, DatasetDescription description, ShardPlan plan, FileSystem files, Path folder)
            throws IOException {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
        BlockLayout layout = DatasetSharder.layout(description, plan);
        Path qualified = files.makeQualified(folder);
        Optional<ShardManifest> earlier = read(files, qualified);
        if (earlier.isPresent() && isWhole(earlier.get(), description.fingerprint(), layout, files, qualified)) {
            return new StoredShards(
                    spark, files, qualified, layout, earlier.get().files());
        }
        return new StoredShards(
                spark,
                files,
                qualified,
                layout,
                write(DatasetSharder.shard(rows, layout), spark, description.fingerprint(), layout, files, qualified));
    }

    /**
     * Shards of blocks that do not come from a dataset, such as a benchmark's.
     *
     * @param blocks partition w gives the blocks of worker w, sorted by index
     * @param folder the shards' own, which every executor can reach
     */
    public static StoredShards of(
            JavaRDD<Block> blocks, ShardPlan plan, int bytesPerExample, FileSystem files, Path folder)
            throws IOException {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(blocks.context());
        BlockLayout layout = new BlockLayout(plan, bytesPerExample);
        Path qualified = files.makeQualified(folder);
        return new StoredShards(spark, files, qualified, layout, write(blocks, spark, "", layout, files, qualified));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Partition w would best run on the executor that read the blocks of worker w last.
     */
    @Override
    public JavaRDD<Block> round(List<Long> cursors, int batches, int batchSize) {
        placement = placement.on(LiveExecutors.now());
        List<RoundBlocks.Part> parts = new ArrayList<>();
        for (ShardFile file : stored) {
            BatchOrder order = BatchOrder.of(layout.plan(), file.worker(), batchSize);
            int[] blocks = order.blocks(cursors.get(file.worker()), batches).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            parts.add(new RoundBlocks.Part(file.worker(), new Path(folder, file.name()).toString(), blocks));
        }
        RoundBlocks round = new RoundBlocks(spark.sc(), opening, layout, hadoop, parts, placement);
        round.setName("blocks of a round");
        return round.toJavaRDD();
    }

    /** Bytes of all files together. */
    public long bytes() {
        return stored.stream().mapToLong(ShardFile::bytes).sum();
    }

    /** Deletes the files. */
    @Override
    public void close() {
        hadoop.destroy();
        try {
            files.delete(folder, true);
        } catch (IOException e) {
            LOG.warn("The shards in {} stay behind and can be deleted: {}", folder, e.getMessage());
        }
    }

    private static List<ShardFile> write(
            JavaRDD<Block> blocks,
            JavaSparkContext spark,
            String dataset,
            BlockLayout layout,
            FileSystem files,
            Path folder)
            throws IOException {
        // What an earlier attempt left is not complete, or of another plan.
        files.delete(folder, true);
        files.mkdirs(folder);
        SerializableConfiguration hadoop = new SerializableConfiguration(files.getConf());
        List<ShardFile> written = new ArrayList<>();
        boolean complete = false;
        try {
            SettledJobs.run(
                    spark.sc(),
                    () -> written.addAll(blocks.mapPartitions(new BlockWriter(layout, folder.toString(), hadoop))
                            .collect()));
            complete = true;
        } finally {
            if (!complete) {
                files.delete(folder, true);
            }
        }
        written.sort(Comparator.comparingInt(ShardFile::worker));
        byte[] json = new ShardManifest(dataset, layout, written).toJson().getBytes(StandardCharsets.UTF_8);
        AtomicFile.replace(files, new Path(folder, MANIFEST), out -> out.write(json));
        return written;
    }

    private static boolean isWhole(
            ShardManifest manifest, String dataset, BlockLayout layout, FileSystem files, Path folder)
            throws IOException {
        if (!manifest.serves(dataset, layout)) {
            return false;
        }
        for (ShardFile file : manifest.files()) {
            Path path = new Path(folder, file.name());
            if (!files.exists(path) || files.getFileStatus(path).getLen() != file.bytes()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<ShardManifest> read(FileSystem files, Path folder) throws IOException {
        try (FSDataInputStream in = files.open(new Path(folder, MANIFEST))) {
            return Optional.of(ShardManifest.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            LOG.warn("The shards in {} are made anew: {}", folder, e.getMessage());
            return Optional.empty();
        }
    }
}
