package io.lucidgen.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.data.QuarantinedRecord;
import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import io.lucidgen.jobs.spark.Serialization;
import io.lucidgen.jobs.table.DatasetTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkFileTest {
    @TempDir
    Path folder;

    @Test
    void executorsReadWhatTheDriverWroteInTheSameOrder() throws IOException {
        SampleCodec codec = new SampleCodec(Split.TEST);
        List<ChunkFile> chunks;
        try (ChunkWriter<Sample> writer = writer(codec, 100)) {
            for (int i = 0; i < 25; i++) {
                writer.write(new Sample("s" + i, Split.TEST, i, new byte[] {(byte) i, 7}));
            }
            chunks = writer.finish();
        }
        assertThat(chunks).hasSizeGreaterThan(3);
        List<Row> rows = read(chunks, codec);
        assertThat(rows).hasSize(25);
        for (int i = 0; i < 25; i++) {
            assertThat(rows.get(i).getString(0)).isEqualTo("s" + i);
            assertThat(rows.get(i).getLong(1)).isEqualTo(i);
            assertThat(rows.get(i).getInt(2)).isEqualTo(i);
            assertThat(rows.get(i).<byte[]>getAs(3)).containsExactly(i, 7);
            assertThat(rows.get(i).size()).isEqualTo(DatasetTable.SCHEMA.size());
        }
    }

    @Test
    void quarantinedRecordsKeepTheirWords() throws IOException {
        QuarantineCodec codec = new QuarantineCodec();
        try (ChunkWriter<QuarantinedRecord> writer = writer(codec, 100)) {
            assertThat(writer.finish()).isEmpty();
            writer.write(new QuarantinedRecord("file \u00e9\n", "7", "a reason"));
            List<Row> rows = read(writer.finish(), codec);
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).getString(0)).isEqualTo("file \u00e9\n");
        }
    }

    private <T> ChunkWriter<T> writer(RecordCodec<T> codec, int chunkBytes) throws IOException {
        FileSystem files = FileSystem.getLocal(new Configuration());
        return new ChunkWriter<>(files, new org.apache.hadoop.fs.Path(folder.toUri()), "chunk", codec, chunkBytes);
    }

    private static List<Row> read(List<ChunkFile> chunks, RecordCodec<?> codec) throws IOException {
        ChunkRows function =
                Serialization.roundTrip(new ChunkRows(codec, new SerializableConfiguration(new Configuration())));
        List<Row> rows = new ArrayList<>();
        for (ChunkFile chunk : chunks) {
            Iterator<Row> read = function.call(Serialization.roundTrip(chunk));
            read.forEachRemaining(rows::add);
        }
        return rows;
    }
}
