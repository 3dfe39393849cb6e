package io.lucidgen.jobs.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.data.Block;
import io.lucidgen.data.Sample;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.ingest.TinyDataset;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.DatasetTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DatasetSourceTest {
    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    static Path folder;

    private static org.apache.hadoop.fs.Path root;

    @BeforeAll
    static void ingest() throws IOException {
        root = TinyDataset.ingest(SPARK.session(), folder, "tiny", 120, 60, 3, 3);
    }

    @Test
    void opensTheRowsOfEachSplit() throws IOException {
        DatasetSource source = open("tiny");
        assertThat(source.rows(Split.TRAIN).count()).isEqualTo(120);
        assertThat(source.rows(Split.TEST).count()).isEqualTo(60);
        assertThat(source.rows(Split.TEST).columns())
                .containsExactlyInAnyOrder(
                        DatasetTable.ID,
                        DatasetTable.ORDINAL,
                        DatasetTable.LABEL,
                        DatasetTable.FEATURES,
                        DatasetTable.SPLIT);
        assertThat(source.description().name()).isEqualTo("tiny");
    }

    @Test
    void aPickIsFixedByItsSeedAndContainsEverySmallerOne() throws IOException {
        DatasetSource source = open("tiny");
        List<String> ten = ids(source.pick(Split.TEST, 10, 4));
        assertThat(ten).hasSize(10).isSorted().doesNotHaveDuplicates();
        assertThat(ids(source.pick(Split.TEST, 10, 4))).isEqualTo(ten);
        assertThat(ids(source.pick(Split.TEST, 30, 4))).hasSize(30).containsAll(ten);
        assertThat(ids(source.pick(Split.TEST, 10, 5))).isNotEqualTo(ten);
        assertThat(source.pick(Split.TEST, 1000, 4)).hasSize(60);
        assertThat(source.pick(Split.TEST, 0, 4)).isEmpty();
        assertThat(source.pick(Split.TEST, 3, 4)).allSatisfy(sample -> {
            assertThat(sample.split()).isEqualTo(Split.TEST);
            assertThat(sample.features()).hasSize(9);
        });
    }

    @Test
    void dealsADatasetOutFromItsFiles() throws IOException {
        DatasetSource source = open("tiny");
        ShardPlan plan = DatasetSharder.plan(source.description(), 4, 16, 1);
        FileSystem files = FileSystem.getLocal(new Configuration());
        try (StoredShards shards = StoredShards.open(source, plan, files, new org.apache.hadoop.fs.Path(root, "s"))) {
            JavaRDD<Block> epoch = shards.round(List.of(0L, 0L, 0L, 0L), 3, 10);
            assertThat(epoch.getNumPartitions()).isEqualTo(4);
            assertThat(epoch.map(Block::count).reduce(Integer::sum)).isEqualTo(120);
        }
    }

    @Test
    void saysThatIngestIsDueWhenThereIsNoDataset() {
        assertThatThrownBy(() -> open("other"))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
                .hasMessageContaining("for dataset.name=other")
                .hasMessageEndingWith("Run ingest first.");
    }

    private static DatasetSource open(String name) throws IOException {
        return DatasetSource.newest(SPARK.session(), FileSystem.getLocal(new Configuration()), root, name);
    }

    private static List<String> ids(List<Sample> samples) {
        return samples.stream().map(Sample::id).toList();
    }
}
