package io.lucidgen.jobs.sharding;

import io.lucidgen.data.Block;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes one worker's blocks into a file, a block at a time.
 *
 * <p>Each attempt at it writes a file of its own, and the one that the driver hears of counts: no attempt can harm
 * another, and nothing is renamed.
 */
final class BlockWriter implements FlatMapFunction<Iterator<Block>, ShardFile> {
    private static final long serialVersionUID = 1;
    private static final int BUFFER_BYTES = 1 << 16;

    private final BlockLayout layout;
    private final String folder;
    private final SerializableConfiguration hadoop;

    BlockWriter(BlockLayout layout, String folder, SerializableConfiguration hadoop) {
        this.layout = layout;
        this.folder = folder;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<ShardFile> call(Iterator<Block> blocks) throws IOException {
        int worker = TaskContext.getPartitionId();
        String name = String.format(
                Locale.ROOT, "worker-%05d-%d.blocks", worker, TaskContext.get().taskAttemptId());
        Path file = new Path(folder, name);
        FileSystem files = BlockReader.fileSystem(file, hadoop);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(files.create(file, true), BUFFER_BYTES))) {
            while (blocks.hasNext()) {
                layout.write(blocks.next(), out);
            }
        }
        return List.of(new ShardFile(worker, name, layout.fileBytes(worker))).iterator();
    }
}
