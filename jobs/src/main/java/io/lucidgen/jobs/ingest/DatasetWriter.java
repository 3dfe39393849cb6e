package io.lucidgen.jobs.ingest;

import io.lucidgen.data.DatasetReader;
import io.lucidgen.data.QuarantinedRecord;
import io.lucidgen.data.Sample;
import io.lucidgen.data.SourceRecord;
import io.lucidgen.data.SourceRecords;
import io.lucidgen.data.Split;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.jobs.table.QuarantineTable;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The second pass over the raw files: the driver, which alone can read a gzip stream, cuts it into chunk files, and
 * executors turn each of these into one Parquet file, so that files and rows keep their order.
 */
final class DatasetWriter {
    private static final int ROW_GROUP_BYTES = 16 << 20;

    private final SparkSession spark;
    private final FileSystem files;
    private final Path chunkFolder;
    private final Path target;
    private final int chunkBytes;

    /**
     * @param staging a folder of this run's own
     * @param target the folder that becomes the dataset
     * @param chunkBytes size of a chunk file, which a record may exceed
     */
    DatasetWriter(SparkSession spark, FileSystem files, Path staging, Path target, int chunkBytes) {
        this.spark = spark;
        this.files = files;
        this.chunkFolder = new Path(staging, "chunks");
        this.target = target;
        this.chunkBytes = chunkBytes;
    }

    /** @throws UserException (exit 3) when the raw files are not those that were surveyed */
    void write(DatasetReader reader, Survey survey) throws IOException {
        QuarantineCodec codec = new QuarantineCodec();
        List<ChunkFile> refused;
        try (ChunkWriter<QuarantinedRecord> quarantine = chunks("quarantine", codec)) {
            for (Split split : Split.values()) {
                writeSplit(reader, split, survey.contentHashes().get(split), quarantine);
            }
            refused = quarantine.finish();
        }
        writeParquet(refused, codec, QuarantineTable.SCHEMA, QuarantineTable.FOLDER);
        files.delete(chunkFolder, true);
    }

    private void writeSplit(
            DatasetReader reader, Split split, String contentHash, ChunkWriter<QuarantinedRecord> quarantine)
            throws IOException {
        SampleCodec codec = new SampleCodec(split);
        List<ChunkFile> written;
        try (ChunkWriter<Sample> samples = chunks(split.toString(), codec);
                SourceRecords records = reader.open(split)) {
            while (records.hasNext()) {
                SourceRecord record = records.next();
                if (record instanceof Sample sample) {
                    samples.write(sample);
                } else if (record instanceof QuarantinedRecord refused) {
                    quarantine.write(refused);
                }
            }
            if (!records.contentHash().equals(contentHash)) {
                throw changed(split);
            }
            written = samples.finish();
        }
        writeParquet(written, codec, DatasetTable.SCHEMA, DatasetTable.folder(split));
        for (ChunkFile chunk : written) {
            files.delete(new Path(chunk.path()), false);
        }
    }

    private <T> ChunkWriter<T> chunks(String prefix, RecordCodec<T> codec) {
        return new ChunkWriter<>(files, chunkFolder, prefix, codec, chunkBytes);
    }

    /** Writes the rows of the chunks; when there are none, a file that has the columns alone. */
    private void writeParquet(List<ChunkFile> chunks, RecordCodec<?> codec, StructType schema, String folder) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        SerializableConfiguration hadoop = new SerializableConfiguration(files.getConf());
        spark.createDataFrame(
                        context.parallelize(chunks, Math.max(1, chunks.size())).flatMap(new ChunkRows(codec, hadoop)),
                        schema)
                .write()
                .option("compression", "zstd")
                .option("parquet.block.size", ROW_GROUP_BYTES)
                .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", false)
                .parquet(new Path(target, folder).toString());
    }

    private static UserException changed(Split split) {
        return UserException.data(
                "ingest the dataset",
                "split",
                split,
                "its raw files changed while they were read",
                "Run ingest again when nothing writes them");
    }
}
