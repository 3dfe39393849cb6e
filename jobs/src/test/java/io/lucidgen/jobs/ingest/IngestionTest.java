package io.lucidgen.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.config.DatasetConfig;
import io.lucidgen.config.ShapesConfig;
import io.lucidgen.config.StackedConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.IdxFiles;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.jobs.table.QuarantineTable;
import io.lucidgen.jobs.table.StoredDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class IngestionTest {
    private static final int TRAIN = 230;
    private static final int TEST = 40;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    Path folder;

    private Path raw;
    private Path root;

    @BeforeEach
    void writeRawFiles() throws IOException {
        raw = folder.resolve("raw");
        root = folder.resolve("root");
        IdxFiles.write(raw, TRAIN, TEST, 5, 4);
    }

    @Test
    void everyRecordBecomesOneRowInItsOrder() throws IOException {
        StoredDataset stored = ingest(config(0), 1000);
        for (Split split : Split.values()) {
            List<Row> rows = rows(stored, split);
            assertThat(rows).hasSize(split == Split.TRAIN ? TRAIN : TEST);
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                assertThat(row.<Long>getAs(DatasetTable.ORDINAL)).isEqualTo(i);
                assertThat(row.<Integer>getAs(DatasetTable.LABEL)).isEqualTo(i % 10);
                assertThat(row.<String>getAs(DatasetTable.ID))
                        .isEqualTo(String.format("%s-%08d", split.toString().toLowerCase(), i));
                byte[] features = row.getAs(DatasetTable.FEATURES);
                assertThat(features).hasSize(20);
                assertThat(features[19]).isEqualTo(IdxFiles.pixel(i, 19));
            }
        }
        assertThat(files(stored.folder(Split.TRAIN))).as("one file a chunk").hasSizeGreaterThan(5);
        assertThat(rows(stored.folder() + "/" + QuarantineTable.FOLDER)).isEmpty();
    }

    @Test
    void theDescriptionSaysWhatIsThere() throws IOException {
        DatasetDescription description = ingest(config(0), 1 << 20).description();
        assertThat(description.modality()).isEqualTo(Modality.IMAGE);
        assertThat(description.shape()).isEqualTo(SampleShape.image(1, 5, 4));
        assertThat(description.counts()).isEqualTo(Map.of(Split.TRAIN, (long) TRAIN, Split.TEST, (long) TEST));
        assertThat(description.quarantined()).isZero();
        assertThat(description.classNames()).hasSize(10);
        double sum = 0;
        for (int i = 0; i < TRAIN * 20; i++) {
            sum += IdxFiles.pixel(i / 20, i % 20) & 0xff;
        }
        FeatureStatistics statistics = description.statistics();
        assertThat(statistics.mean()).isCloseTo(sum / (TRAIN * 20), within(1e-9));
        assertThat(statistics.count()).isEqualTo(TRAIN * 20);
    }

    @Test
    void badRecordsAreSetAsideWithTheirReasonAndLeaveNoGap() throws IOException {
        byte[] labels = new byte[TRAIN];
        labels[0] = 11;
        labels[100] = (byte) 200;
        Files.write(raw.resolve(IdxFiles.NAMES.get(1)), IdxFiles.labels(labels));

        StoredDataset stored = ingest(config(0.01), 1000);

        List<Row> quarantined = rows(stored.folder() + "/" + QuarantineTable.FOLDER);
        assertThat(quarantined).extracting(row -> row.getString(1)).containsExactly("0", "100");
        assertThat(quarantined.get(1).getString(0)).endsWith("train-labels-idx1-ubyte");
        assertThat(quarantined.get(1).getString(2)).isEqualTo("label 200 has no class: there are names for 0 to 9");
        List<Row> rows = rows(stored, Split.TRAIN);
        assertThat(rows).hasSize(TRAIN - 2);
        assertThat(rows.get(99).<String>getAs(DatasetTable.ID)).isEqualTo("train-00000101");
        assertThat(rows.get(227).<Long>getAs(DatasetTable.ORDINAL)).isEqualTo(227);
        assertThat(stored.description().quarantined()).isEqualTo(2);
        assertThat(stored.description().count(Split.TRAIN)).isEqualTo(TRAIN - 2);
    }

    @Test
    void moreBadRecordsThanAllowedFailTheJobBeforeItWrites() throws IOException {
        byte[] labels = new byte[TRAIN];
        labels[7] = 10;
        Files.write(raw.resolve(IdxFiles.NAMES.get(1)), IdxFiles.labels(labels));
        assertThatThrownBy(() -> ingest(config(0), 1000))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
                .hasMessageContaining("1 of 270 records are bad, the first is record 7 of ")
                .hasMessageContaining("label 10 has no class");
        assertThat(root.resolve("datasets")).doesNotExist();
    }

    @Test
    void theSameContentPackedOtherwiseIsTheSameDataset() throws IOException {
        StoredDataset first = ingest(config(0), 1000);
        for (String name : IdxFiles.NAMES) {
            Path file = raw.resolve(name);
            Files.write(file, IdxFiles.gzip(Files.readAllBytes(file)));
        }
        Ingestion again = ingestion(config(0), 1000);
        assertThat(again.alreadyThere(again.survey())).contains(first);
    }

    @Test
    void otherClassNamesOrPixelsAreAnotherDataset() throws IOException {
        String first = ingestion(config(0), 1000).survey().fingerprint();
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        assertThat(ingestion(config(0, names), 1000).survey().fingerprint()).isNotEqualTo(first);
        byte[] images = IdxFiles.images(TEST, 5, 4);
        images[images.length - 1]++;
        Files.write(raw.resolve(IdxFiles.NAMES.get(2)), images);
        assertThat(ingestion(config(0), 1000).survey().fingerprint()).isNotEqualTo(first);
    }

    @Test
    void aFailureLeavesNothingBehind() throws IOException {
        Ingestion ingestion = ingestion(config(0), 1000);
        Survey survey = ingestion.survey();
        byte[] images = IdxFiles.images(TRAIN, 5, 4);
        images[2000]++;
        Files.write(raw.resolve(IdxFiles.NAMES.get(0)), images);
        assertThatThrownBy(() -> ingestion.write(survey, "run"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("its raw files changed while they were read");
        assertThat(root.resolve("datasets")).doesNotExist();
        assertThat(root.resolve("_staging/run")).doesNotExist();
    }

    @Test
    void refusesARootThatCannotBeWrittenTo() throws IOException {
        Files.writeString(root, "a file");
        assertThatThrownBy(() -> ingestion(config(0), 1000).checkOutput())
                .isInstanceOfSatisfying(UserException.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(e.getMessage())
                            .startsWith("Cannot write the dataset for root=")
                            .doesNotContain("\n");
                });
    }

    @Test
    void namesTheSettingOfAFileThatDoesNotExist() throws IOException {
        Files.delete(raw.resolve(IdxFiles.NAMES.get(3)));
        assertThatThrownBy(() -> ingestion(config(0), 1000).survey())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("for dataset.test-labels=" + raw)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void refusesDataWithoutAnyDifference() throws IOException {
        byte[] black = IdxFiles.file(IdxFiles.IMAGE_MAGIC, new byte[TRAIN * 20], TRAIN, 5, 4);
        Files.write(raw.resolve(IdxFiles.NAMES.get(0)), black);
        assertThatThrownBy(() -> ingestion(config(0), 1000).survey())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("every feature value of the TRAIN split is 0.0");
    }

    private StoredDataset ingest(DatasetConfig config, int chunkBytes) throws IOException {
        Ingestion ingestion = ingestion(config, chunkBytes);
        ingestion.checkOutput();
        return ingestion.write(ingestion.survey(), "run");
    }

    private Ingestion ingestion(DatasetConfig config, int chunkBytes) throws IOException {
        FileSystem files = FileSystem.getLocal(new Configuration());
        return new Ingestion(SPARK.session(), files, new org.apache.hadoop.fs.Path(root.toUri()), config, chunkBytes);
    }

    private DatasetConfig config(double maxBadFraction) {
        return config(maxBadFraction, List.of());
    }

    private DatasetConfig config(double maxBadFraction, List<String> classNames) {
        List<String> paths = IdxFiles.NAMES.stream()
                .map(name -> raw.resolve(name).toString())
                .toList();
        return new DatasetConfig(
                "tiny",
                "idx",
                paths.get(0),
                paths.get(1),
                paths.get(2),
                paths.get(3),
                classNames,
                maxBadFraction,
                new ShapesConfig(16, 1, 1, 1),
                new StackedConfig(1, 1, 1));
    }

    /** The rows in the order of the files' names and of the rows in each file. */
    private static List<Row> rows(StoredDataset stored, Split split) {
        return SPARK.session()
                .read()
                .parquet(stored.folder(split).toString())
                .withColumn("file", functions.input_file_name())
                .withColumn("place", functions.monotonically_increasing_id())
                .orderBy("file", "place")
                .collectAsList();
    }

    private static List<Row> rows(String path) {
        return SPARK.session().read().parquet(path).collectAsList();
    }

    private static List<Path> files(org.apache.hadoop.fs.Path path) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(path.toUri()))) {
            return files.filter(file -> file.toString().endsWith(".zstd.parquet"))
                    .toList();
        }
    }
}
