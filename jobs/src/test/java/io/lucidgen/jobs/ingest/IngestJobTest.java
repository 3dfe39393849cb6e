package io.lucidgen.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.data.IdxFiles;
import io.lucidgen.data.Split;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.DatasetStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The ingest command's job: once for the same files, again for others, nothing for damaged ones. */
class IngestJobTest {

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path folder;

    private TinyRuns runs;
    private JobContext context;

    @BeforeEach
    void open() throws IOException {
        runs = new TinyRuns(SPARK.session(), folder);
        context = runs.context("root");
    }

    @Test
    void theSameFilesAreIngestedOnce() throws IOException {
        new IngestJob(context).run();
        assertThat(newestCount()).isEqualTo(96);
        assertThat(runs.lines()).anyMatch(line -> line.startsWith("tiny: 96 train and 40 test examples"));

        runs.lines().clear();
        new IngestJob(context).run();
        assertThat(runs.lines()).first().asString().contains("already done");
    }

    @Test
    void otherFilesAreAnotherRun() throws IOException {
        new IngestJob(context).run();
        IdxFiles.write(folder.resolve("raw"), 64, 40, 4, 4);
        new IngestJob(context).run();
        assertThat(newestCount()).isEqualTo(64);
    }

    @Test
    void aDatasetThatHasGoneIsNotCalledDone() throws IOException {
        new IngestJob(context).run();
        context.files().delete(new org.apache.hadoop.fs.Path(context.root(), "datasets"), true);
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new IngestJob(context).run())
                .withMessageContaining("its dataset is gone");
    }

    @Test
    void aTruncatedFileLeavesTheEarlierDatasetAsItWas() throws IOException {
        new IngestJob(context).run();
        Path images = folder.resolve("raw").resolve(IdxFiles.NAMES.get(0));
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, Arrays.copyOf(whole, whole.length - 5));

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new IngestJob(context).run())
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA))
                .withMessageStartingWith("Cannot ");
        assertThat(newestCount()).isEqualTo(96);
        assertThat(context.ledger().on(TinyRuns.DATE)).hasSize(1);
    }

    private long newestCount() throws IOException {
        return new DatasetStore(context.files(), context.root())
                .newest("tiny")
                .orElseThrow()
                .description()
                .count(Split.TRAIN);
    }
}
