package io.lucidgen.jobs.ingest;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** The executor's part of ingestion: reads the rows of a chunk file one at a time. */
final class ChunkRows implements FlatMapFunction<ChunkFile, Row> {
    private static final long serialVersionUID = 1;
    private static final int BUFFER_BYTES = 1 << 16;

    private final RecordCodec<?> codec;
    private final SerializableConfiguration hadoop;

    ChunkRows(RecordCodec<?> codec, SerializableConfiguration hadoop) {
        this.codec = codec;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(ChunkFile chunk) throws IOException {
        Path path = new Path(chunk.path());
        DataInputStream in = new DataInputStream(
                new BufferedInputStream(path.getFileSystem(hadoop.value()).open(path), BUFFER_BYTES));
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) ended -> close(in));
        }
        return new Rows(chunk, in);
    }

    private static void close(DataInputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Rows implements Iterator<Row> {
        private final ChunkFile chunk;
        private final DataInputStream in;
        private int read;

        Rows(ChunkFile chunk, DataInputStream in) {
            this.chunk = chunk;
            this.in = in;
        }

        @Override
        public boolean hasNext() {
            return read < chunk.records();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                Row row = codec.readRow(chunk.firstOrdinal() + read++, in);
                if (!hasNext()) {
                    in.close();
                }
                return row;
            } catch (IOException e) {
                throw new UncheckedIOException("reading " + chunk.path() + " failed", e);
            }
        }
    }
}
