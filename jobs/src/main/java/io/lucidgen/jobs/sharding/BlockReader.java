package io.lucidgen.jobs.sharding;

import io.lucidgen.data.Block;
import io.lucidgen.error.UserException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/** Some blocks of one worker, from this executor's memory or else each from its place in the worker's file. */
final class BlockReader implements Iterator<Block>, Closeable {
    private final BlockLayout layout;
    private final Path file;
    private final SerializableConfiguration hadoop;
    private final int[] blocks;
    private final BlockCache.Shard cache;
    private FSDataInputStream in;
    private int next;

    BlockReader(BlockLayout layout, SerializableConfiguration hadoop, Path file, int[] blocks, BlockCache.Shard cache) {
        this.layout = layout;
        this.hadoop = hadoop;
        this.file = file;
        this.blocks = blocks;
        this.cache = cache;
    }

    /** A folder's file system; on the local one without Hadoop's checksum files, as blocks have checksums themselves. */
    static FileSystem fileSystem(Path path, SerializableConfiguration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop.value());
        return files instanceof LocalFileSystem local ? local.getRaw() : files;
    }

    @Override
    public boolean hasNext() {
        return next < blocks.length;
    }

    @Override
    public Block next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int index = blocks[next++];
        Block block = cache.find(index);
        if (block == null) {
            block = read(index);
            cache.offer(block);
        }
        return block;
    }

    @Override
    public void close() {
        if (in != null) {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing " + file + " failed", e);
            }
        }
    }

    private Block read(int index) {
        byte[] stored = new byte[layout.recordBytes(cache.worker(), index)];
        try {
            if (in == null) {
                in = fileSystem(file, hadoop).open(file);
            }
            in.readFully(layout.position(index), stored);
            return layout.read(cache.worker(), index, stored);
        } catch (FileNotFoundException e) {
            throw damaged("it is gone", e);
        } catch (EOFException e) {
            throw damaged("it has been cut short", e);
        } catch (IllegalArgumentException e) {
            throw damaged(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file + " failed", e);
        }
    }

    private UserException damaged(String reason, Exception cause) {
        return UserException.data(
                        "read the shards",
                        "file",
                        file,
                        reason,
                        "Run the same command again: it makes the shards anew and goes on from the last checkpoint")
                .causedBy(cause);
    }
}
