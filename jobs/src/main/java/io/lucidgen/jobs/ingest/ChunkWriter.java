package io.lucidgen.jobs.ingest;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Writes records to one chunk file after another, each closed when it has reached its size. */
final class ChunkWriter<T> implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileSystem files;
    private final Path folder;
    private final String prefix;
    private final RecordCodec<T> codec;
    private final int chunkBytes;
    private final List<ChunkFile> chunks = new ArrayList<>();
    private Path path;
    private DataOutputStream out;
    private long firstOrdinal;
    private int records;

    ChunkWriter(FileSystem files, Path folder, String prefix, RecordCodec<T> codec, int chunkBytes) {
        this.files = files;
        this.folder = folder;
        this.prefix = prefix;
        this.codec = codec;
        this.chunkBytes = chunkBytes;
    }

    void write(T record) throws IOException {
        if (out == null) {
            path = new Path(folder, prefix + "-" + chunks.size());
            out = new DataOutputStream(new BufferedOutputStream(files.create(path), BUFFER_BYTES));
        }
        codec.write(record, out);
        records++;
        if (out.size() >= chunkBytes) {
            close();
        }
    }

    /** Ends the writing and gives the chunks, in the order of their records. */
    List<ChunkFile> finish() throws IOException {
        close();
        return List.copyOf(chunks);
    }

    @Override
    public void close() throws IOException {
        if (out == null) {
            return;
        }
        try (DataOutputStream closing = out) {
            out = null;
            closing.flush();
        }
        chunks.add(new ChunkFile(files.makeQualified(path).toString(), firstOrdinal, records));
        firstOrdinal += records;
        records = 0;
    }
}
