package io.lucidgen.jobs.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.config.GateConfig;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.jobs.spark.Serialization;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.jobs.table.TablePartition;
import io.lucidgen.jobs.training.TrainingJob;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.Latents;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The generate command's job, on a model of each family. */
class GenerationJobTest {

    private static final String MODEL = "tiny-model";
    private static final int SIDE = 4;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private static Path folder;

    private static TinyRuns runs;

    @BeforeAll
    static void train() throws Exception {
        runs = new TinyRuns(SPARK.session(), folder);
        for (String family : List.of("gan", "vae")) {
            new IngestJob(context(family)).run();
            new TrainingJob(context(family, "training.rounds=2")).run();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gan", "vae"})
    void aSampleIsTheSameBitsInAnyPartitionAndGeneratedAloneFromItsSeed(String family) throws Exception {
        List<SampleRow> one = generate(context(family, "generation.samples=300", "generation.partitions=1"));
        List<SampleRow> seven = generate(context(family, "generation.samples=300", "generation.partitions=7"));

        assertThat(one).hasSize(300);
        assertThat(seven).usingRecursiveFieldByFieldElementComparator().isEqualTo(one);
        GenerativeModel model = model(context(family));
        for (int ordinal : new int[] {0, 63, 64, 255, 256, 299}) {
            SampleRow row = one.get(ordinal);
            float[] latent = Latents.draw(row.seed(), LatentPrior.normal(3));
            assertThat(row.latent()).containsExactly(latent);
            INDArray alone = model.generate(Latents.rows(new float[][] {latent}));
            assertThat(grays(row.content())).containsExactly(bytesOf(model, alone));
            assertThat(row.criticLogit())
                    .isEqualTo(model.criticLogit(alone, null)
                            .map(logit -> logit.getDouble(0))
                            .orElse(null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gan", "vae"})
    void samplesAreNumberedWithoutGapsAndDiffer(String family) throws Exception {
        List<SampleRow> rows = generate(context(family));

        assertThat(rows).extracting(SampleRow::ordinal).containsExactlyElementsOf(ordinals(12));
        assertThat(rows)
                .extracting(SampleRow::id)
                .startsWith("g-00000000", "g-00000001")
                .isSorted();
        assertThat(rows).extracting(SampleRow::seed).doesNotHaveDuplicates();
        assertThat(rows)
                .extracting(row -> List.of(row.shape().length, row.shape()[1], row.shape()[2]))
                .containsOnly(List.of(3, SIDE, SIDE));
        assertThat(rows).extracting(SampleRow::criticLogit).allMatch(logit -> family.equals("gan") == (logit != null));
    }

    @Test
    void thePictureShowsTheFirstSamplesRowByRow() throws Exception {
        JobContext context = context("gan", "seed=5");
        List<SampleRow> rows = generate(context);
        BufferedImage picture = grid(context);

        // Each pixel is a square of 3, and lines of 3 lie around each sample.
        assertThat(picture.getWidth()).isEqualTo(3 + 3 * (3 * SIDE + 3));
        assertThat(picture.getHeight()).isEqualTo(3 + 2 * (3 * SIDE + 3));
        for (int i = 0; i < 6; i++) {
            int[] expected = grays(rows.get(i).content());
            int left = 3 + i % 3 * (3 * SIDE + 3);
            int top = 3 + i / 3 * (3 * SIDE + 3);
            for (int pixel = 0; pixel < expected.length; pixel++) {
                int x = left + pixel % SIDE * 3;
                int y = top + pixel / SIDE * 3;
                assertThat(picture.getRaster().getSample(x, y, 0)).isEqualTo(expected[pixel]);
            }
        }
    }

    @Test
    void whatTheGateRefusesIsDrawnAnewFromASeedOfItsOwn() throws Exception {
        List<SampleRow> free = generate(context("gan", "generation.samples=60"));
        double median = free.stream()
                .mapToDouble(SampleRow::criticLogit)
                .sorted()
                .skip(30)
                .findFirst()
                .getAsDouble();
        String[] gate = {
            "generation.samples=60",
            "generation.gate.enabled=true",
            "generation.gate.min-logit=" + median,
            "generation.gate.draws=3"
        };
        JobContext context = context("gan", gate);
        List<SampleRow> rows = generate(context);

        assertThat(free).extracting(SampleRow::draws).containsOnlyNulls();
        assertThat(rows).extracting(SampleRow::draws).contains(1, 2, 3);
        for (int i = 0; i < rows.size(); i++) {
            SampleRow row = rows.get(i);
            assertThat(row.criticLogit() >= median || row.draws() == 3).isTrue();
            assertThat(row.draws() == 1).isEqualTo(free.get(i).criticLogit() >= median);
            assertThat(row.criticLogit()).isGreaterThanOrEqualTo(free.get(i).criticLogit());
            assertThat(row.latent()).containsExactly(Latents.draw(row.seed(), LatentPrior.normal(3)));
        }
        long let = rows.stream().filter(row -> row.criticLogit() >= median).count();
        double drawn = rows.stream().mapToInt(SampleRow::draws).sum();
        RunManifest manifest =
                context.ledger().find(TinyRuns.DATE, partition(context).runId()).orElseThrow();
        assertThat(manifest.figures()).containsEntry("acceptance-rate", let / drawn);
        assertThat(manifest.figures()).containsEntry("unaccepted-share", (60.0 - let) / 60);
        assertThat(generate(context(
                        "gan",
                        Stream.concat(Stream.of(gate), Stream.of("generation.partitions=7"))
                                .toArray(String[]::new))))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(rows);
    }

    @Test
    void aFamilyWithoutADiscriminatorHasNoGate() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> context("vae", "generation.gate.enabled=true"))
                .withMessageContaining("generation.gate.enabled = true needs a discriminator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gan", "vae"})
    void theTraversalHasARowForEachDimensionOfTheNoise(String family) throws Exception {
        JobContext context = context(family, "seed=6");
        generate(context);

        try (InputStream rows = output(context, "traversal-rows")) {
            assertThat(new String(rows.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactlyInAnyOrder("noise 0", "noise 1", "noise 2");
        }
        BufferedImage picture = picture(context, "traversal");
        assertThat(picture.getHeight()).isEqualTo(2 + 3 * (2 * SIDE + 2));
        assertThat(picture.getWidth()).isEqualTo(2 + 10 * (2 * SIDE + 2));
    }

    @Test
    void anUnchangedRunIsSkippedAndAnotherSeedIsAnotherRun() throws Exception {
        JobContext context = context("vae", "seed=9");
        List<SampleRow> first = generate(context);
        runs.lines().clear();
        new GenerationJob(context).run(Optional.empty());
        assertThat(runs.lines()).first().asString().contains("already done");

        List<SampleRow> other = generate(context("vae", "seed=10"));
        assertThat(other.get(0).latent()).isNotEqualTo(first.get(0).latent());
    }

    @Test
    void theRunSaysHowFastItWas() throws Exception {
        JobContext context = context("gan", "seed=11");
        generate(context);

        RunManifest manifest =
                context.ledger().find(TinyRuns.DATE, partition(context).runId()).orElseThrow();
        assertThat(manifest.figures()).containsEntry("samples", 12.0);
        assertThat(manifest.figures().get("samples-per-second")).isPositive();
        assertThat(manifest.config()).containsEntry("seed", "11");
    }

    @Test
    void withoutACheckpointThereIsOneLineAndNoTable() throws Exception {
        JobContext untrained = runs.context("untrained", TinyRuns.gan());

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new GenerationJob(untrained).run(Optional.empty()))
                .withMessageContaining("model.name=" + MODEL)
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.DATA));
        assertThat(folder.resolve("untrained/tables")).doesNotExist();
    }

    @Test
    void tasksShareTheSamplesEvenly() {
        assertThat(OrdinalRange.split(10, 3))
                .containsExactly(new OrdinalRange(0, 3), new OrdinalRange(3, 6), new OrdinalRange(6, 10));
        assertThat(OrdinalRange.split(2, 8)).containsExactly(new OrdinalRange(0, 1), new OrdinalRange(1, 2));
    }

    @Test
    void theExecutorsPartSurvivesSerialization() throws Exception {
        Checkpoint gan = checkpoint(context("gan"));
        GenerateTask task = new GenerateTask(
                gan.definition(),
                SPARK.context().broadcast(gan.state().onlyParameters(gan.definition())),
                new GateConfig(false, 0, 2),
                1);

        Iterator<Row> rows = Serialization.roundTrip(task)
                .call(List.of(new OrdinalRange(3, 5), new OrdinalRange(7, 8)).iterator());

        List<Long> ordinals = new ArrayList<>();
        int ordinal = SamplesTable.TABLE.schema().fieldIndex(SamplesTable.ORDINAL);
        rows.forEachRemaining(row -> ordinals.add(row.getLong(ordinal)));
        assertThat(ordinals).containsExactly(3L, 4L, 7L);
    }

    private static JobContext context(String family, String... settings) throws IOException {
        return runs.context(family, family.equals("gan") ? TinyRuns.gan(settings) : TinyRuns.vae(settings));
    }

    private static List<SampleRow> generate(JobContext context) throws IOException {
        new GenerationJob(context).run(Optional.empty());
        return context
                .tables()
                .read(SamplesTable.TABLE, partition(context))
                .orderBy(SamplesTable.ID)
                .collectAsList()
                .stream()
                .map(SamplesTable::sample)
                .toList();
    }

    private static TablePartition partition(JobContext context) throws IOException {
        return context.tables()
                .latest(SamplesTable.TABLE, TinyRuns.DATE, MODEL, Optional.empty())
                .orElseThrow();
    }

    private static Checkpoint checkpoint(JobContext context) throws IOException {
        return VersionChoice.load(new CheckpointStore(context.files(), context.root()), MODEL, Optional.empty());
    }

    private static GenerativeModel model(JobContext context) throws IOException {
        Checkpoint checkpoint = checkpoint(context);
        return ModelFamilies.named(checkpoint.definition().family()).load(checkpoint.definition(), checkpoint.state());
    }

    private static BufferedImage grid(JobContext context) throws IOException {
        return picture(context, "grid");
    }

    private static BufferedImage picture(JobContext context, String name) throws IOException {
        try (InputStream in = output(context, name)) {
            return ImageIO.read(in);
        }
    }

    private static InputStream output(JobContext context, String name) throws IOException {
        RunManifest manifest =
                context.ledger().find(TinyRuns.DATE, partition(context).runId()).orElseThrow();
        var path = new org.apache.hadoop.fs.Path(
                manifest.output(name).orElseThrow().path());
        return context.files().open(path);
    }

    private static int[] grays(byte[] png) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(SIDE);
        assertThat(picture.getHeight()).isEqualTo(SIDE);
        return picture.getRaster().getSamples(0, 0, SIDE, SIDE, 0, (int[]) null);
    }

    private static int[] bytesOf(GenerativeModel model, INDArray sample) {
        return IntStream.range(0, SIDE * SIDE)
                .map(i -> model.definition().normalizer().toByte(sample.getFloat(0, i)) & 0xff)
                .toArray();
    }

    private static List<Long> ordinals(int count) {
        return IntStream.range(0, count).mapToObj(i -> (long) i).toList();
    }
}
