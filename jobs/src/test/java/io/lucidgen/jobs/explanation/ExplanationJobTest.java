package io.lucidgen.jobs.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.data.Percentage.withPercentage;

import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.IdxFiles;
import io.lucidgen.data.Modality;
import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.evaluation.explanation.ExplanationScore;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.spark.Serialization;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.jobs.table.TablePartition;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.model.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

/** The explain command's job, on a trained model of each family with samples of its own. */
class ExplanationJobTest {

    private static final String MODEL = "tiny-model";
    private static final int METHODS = 4;
    private static final Pattern RUN_ID = Pattern.compile("explain-tiny-model-[0-9a-f]+");

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private static Path folder;

    private static ExplanationRuns runs;

    @BeforeAll
    static void trainAndGenerate() throws Exception {
        runs = ExplanationRuns.trained(SPARK.session(), folder, "gan", "vae");
    }

    @ParameterizedTest
    @CsvSource({"gan, 1", "vae, 3"})
    void thereIsOneRowForEverySampleTargetAndMethod(String family, int targets) throws Exception {
        ExplanationRuns.Run run = runs.explain(family, "explanation.samples=9");
        List<SampleExplanation> explanations = run.explanations();

        assertThat(explanations).hasSize(9 * targets * METHODS);
        assertThat(explanations.stream().map(ExplanationJobTest::key)).doesNotHaveDuplicates();
        assertThat(explanations).allMatch(SampleExplanation::selfCheck);
        for (List<Row> file : run.files()) {
            assertThat(file)
                    .extracting(row -> row.<String>getAs(ExplanationsTable.SAMPLE_ID))
                    .isSorted();
        }
        List<ExplanationScore> scores = run.scores();
        assertThat(scores.stream().map(ExplanationJobTest::key))
                .containsExactlyInAnyOrderElementsOf(
                        explanations.stream().map(ExplanationJobTest::key).toList());
    }

    @ParameterizedTest
    @CsvSource({"gan", "vae"})
    void theStoredNumbersFollowFromTheStoredMap(String family) throws Exception {
        ExplanationRuns.Run run = runs.explain(family, "explanation.samples=5");

        int withGap = 0;
        for (SampleExplanation explanation : run.explanations()) {
            double sum = 0;
            double sizes = 0;
            for (float value : explanation.map().values()) {
                sum += value;
                sizes += Math.abs(value);
            }
            assertThat(explanation.map().values()).hasSize(16);
            assertThat(explanation.summary().sum()).isEqualTo(sum);
            assertThat(explanation.summary().absoluteSum()).isCloseTo(sizes, withPercentage(1e-9));
            double distance =
                    explanation.map().targetValue() - explanation.map().baselineValue();
            if (explanation.method().equals("integrated-gradients")) {
                assertThat(explanation.map().completenessGap()).isEqualTo(sum - distance);
                withGap++;
            } else {
                assertThat(explanation.map().completenessGap()).isNull();
            }
        }
        assertThat(withGap).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"gan", "vae"})
    void rowsAreTheSameBitsInAnyPartition(String family) throws Exception {
        // By every method of dense layers; relevance is not defined for a reconstruction error.
        List<String> methods = ExplanationConfig.METHODS.stream()
                .filter(method -> !method.equals(ExplanationConfig.GRAD_CAM))
                .filter(method -> family.equals("gan") || !method.equals(ExplanationConfig.LRP_EPSILON))
                .toList();
        String[] all = {
            "explanation.samples=9",
            "explanation.methods=" + methods,
            "explanation.rise.masks=40",
            "explanation.gradient-shap.references=3",
            "explanation.gradient-shap.samples=15",
            "explanation.kernel-shap.cells=4",
            "explanation.kernel-shap.coalitions=60"
        };
        ExplanationRuns.Run one = runs.explain(family, with(all, "explanation.partitions=1"));
        ExplanationRuns.Run four = runs.explain(family, with(all, "explanation.partitions=4"));

        assertThat(one.explanations()).extracting(SampleExplanation::method).containsAll(methods);
        assertThat(one.files()).hasSize(1);
        assertThat(four.files()).hasSize(4);
        assertThat(four.withoutTimes()).isEqualTo(one.withoutTimes());
    }

    @ParameterizedTest
    @CsvSource({"gan, critic-logit-by-latent", "vae, region-by-latent"})
    void latentsOfGeneratedSamplesAreExplainedInAnyPartition(String family, String target) throws Exception {
        String[] settings = {"explanation.targets=[" + target + "]", "explanation.regions=2", "explanation.samples=6"};
        ExplanationRuns.Run one = runs.explain(family, with(settings, "explanation.partitions=1"));
        ExplanationRuns.Run three = runs.explain(family, with(settings, "explanation.partitions=3"));
        List<SampleExplanation> explanations = one.explanations();

        // Half of a VAE's samples are real, which have no latent.
        assertThat(explanations).hasSize(family.equals("gan") ? 6 * METHODS : 3 * 4 * METHODS);
        assertThat(explanations).allSatisfy(explanation -> {
            assertThat(explanation.source()).isEqualTo(SampleSource.GENERATED);
            assertThat(explanation.baseline()).isEqualTo("prior-mean");
            assertThat(explanation.shape().features())
                    .isEqualTo(checkpoint(one.context()).definition().latentSize());
        });
        assertThat(explanations)
                .filteredOn(explanation -> explanation.method().equals(ExplanationConfig.INTEGRATED_GRADIENTS))
                .allSatisfy(explanation ->
                        assertThat(explanation.map().relativeGap()).isLessThan(0.05));
        assertThat(one.withoutTimes())
                .extracting(row -> row.getAs(ExplanationsTable.EXPLAINED_SPACE))
                .containsOnly("latent");
        assertThat(three.withoutTimes()).isEqualTo(one.withoutTimes());
        assertThat(three.scoreRows()).isEqualTo(one.scoreRows());
    }

    @Test
    void aTargetOfLatentsNeedsSamplesThatHaveOne() throws Exception {
        JobContext context =
                runs.context("vae", "explanation.sources=[real]", "explanation.targets=[region-by-latent]");

        refused(context, ExitCode.USAGE, "explanation.sources", "only generated samples have one");
    }

    @Test
    void aVaeIsExplainedOnItsOwnSamplesAndOnHeldOutRowsInEqualParts() throws Exception {
        ExplanationRuns.Run run = runs.explain("vae", "explanation.samples=7");
        List<SampleExplanation> explanations = run.explanations();

        assertThat(ids(explanations, SampleSource.GENERATED))
                .containsExactly("g-00000000", "g-00000001", "g-00000002", "g-00000003");
        assertThat(ids(explanations, SampleSource.REAL)).hasSize(3).allMatch(heldOut(run.context())::containsKey);
    }

    @Test
    void theErrorOfAHeldOutRowIsThatOfItsReconstruction() throws Exception {
        ExplanationRuns.Run run = runs.explain("vae", "explanation.sources=[real]", "explanation.samples=3");
        Checkpoint checkpoint = checkpoint(run.context());
        GenerativeModel model = ModelFamilies.named("vae").load(checkpoint.definition(), checkpoint.state());
        Map<String, byte[]> pixels = heldOut(run.context());

        List<SampleExplanation> errors = run.explanations().stream()
                .filter(explanation -> explanation.targetKind() == TargetKind.RECONSTRUCTION_ERROR)
                .toList();
        assertThat(errors).hasSize(3 * METHODS);
        for (SampleExplanation explanation : errors) {
            byte[] raw = pixels.get(explanation.sampleId());
            float[] x = new float[raw.length];
            checkpoint.definition().normalizer().apply(raw, 0, x, 0, x.length);
            var back = model.reconstruct(Nd4j.createFromArray(new float[][] {x}), null)
                    .orElseThrow();
            double error = 0;
            for (int i = 0; i < x.length; i++) {
                error += Math.pow(x[i] - back.getDouble(0, i), 2);
            }
            assertThat(explanation.map().targetValue()).isCloseTo(error, withPercentage(0.01));
        }
    }

    @Test
    void aGanCanBeExplainedOnHeldOutRowsWithoutSamples() throws Exception {
        JobContext context = onAnotherDay(runs.context("gan", "explanation.sources=[real]", "explanation.samples=2"));
        new ExplanationJob(context).run(Optional.empty());

        TablePartition run = context.tables()
                .latest(ExplanationsTable.TABLE, context.runDate(), MODEL, Optional.empty())
                .orElseThrow();
        assertThat(context.tables().read(ExplanationsTable.TABLE, run).count()).isEqualTo(2 * METHODS);
    }

    @Test
    void theRunSaysWhatItsCheckFoundAndHowMuchIsTrusted() throws Exception {
        ExplanationRuns.Run run = runs.explain("vae", "explanation.samples=6");
        long trusted = run.scores().stream().filter(ExplanationScore::trusted).count();

        Map<String, Double> figures = run.manifest().figures();
        assertThat(figures)
                .containsEntry("samples", 6.0)
                .containsEntry("maps", 72.0)
                .containsEntry("trusted-share", trusted / 72.0)
                .containsEntry("latent-mean 1: self-check directions", 8.0);
        assertThat(figures.get("reconstruction-error: self-check worst error")).isBetween(0.0, 1e-3);
        assertThat(figures.get("latent-mean 0: self-check worst batch difference"))
                .isBetween(0.0, 1e-4);
        assertThat(figures.get("maps-per-second")).isPositive();
        assertThat(run.manifest().inputs()).containsKeys("dataset", "samples", "version");
    }

    @Test
    void anUnchangedRunIsSkipped() throws Exception {
        runs.explain("gan", "explanation.samples=3");
        runs.lines().clear();
        runs.explain("gan", "explanation.samples=3");

        assertThat(runs.lines()).first().asString().contains("already done");
    }

    @Test
    void anotherDatasetIsRefused() throws Exception {
        JobContext context = ingestOther("other", 50);

        refused(context, ExitCode.DATA, "dataset.name=other", "was trained on");
    }

    @Test
    void aModelIsStillExplainedWhenNewerDataOfTheNameHaveCome() throws Exception {
        ingestOther("tiny", 60);

        assertThat(runs.explain("gan", "explanation.samples=4").explanations()).isNotEmpty();
        // The first data are the newest again, for the other tests.
        new IngestJob(runs.context("gan")).run();
    }

    /** Ingests other raw files under a name. */
    private static JobContext ingestOther(String dataset, int train) throws Exception {
        Path raw = folder.resolve("raw-" + dataset);
        IdxFiles.write(raw, train, 20, 4, 4);
        List<String> settings = new ArrayList<>(List.of(TinyRuns.gan("dataset.name=" + dataset)));
        List<String> keys = List.of("train-images", "train-labels", "test-images", "test-labels");
        for (int i = 0; i < keys.size(); i++) {
            settings.add("dataset." + keys.get(i) + "=" + raw.resolve(IdxFiles.NAMES.get(i)));
        }
        JobContext context = runs.context("gan", settings.toArray(String[]::new));
        new IngestJob(context).run();
        return context;
    }

    @Test
    void withoutSamplesThereIsOneLine() throws Exception {
        refused(
                onAnotherDay(runs.context("gan")),
                ExitCode.DATA,
                "model=tiny-model",
                "Run generate for this date first");
    }

    @Test
    void aDimensionThatTheModelDoesNotHaveIsRefused() throws Exception {
        refused(
                runs.context("vae", "model.latent-size=9", "explanation.latent-dimensions=[8]"),
                ExitCode.USAGE,
                "explanation.latent-dimensions=[8]",
                "3 dimensions");
    }

    @Test
    void aMethodThatHasNoRuleForATargetIsRefused() throws Exception {
        refused(
                runs.context("vae", "explanation.methods=[saliency, lrp-epsilon]"),
                ExitCode.USAGE,
                "explanation.methods=lrp-epsilon",
                "squared distance",
                "reconstruction-error");
    }

    @Test
    void aModelWhoseGradientsAreNoNumbersIsRefused() throws Exception {
        JobContext context = runs.context("gan", "explanation.sources=[real]", "model.name=broken");
        Checkpoint sound = checkpoint(context);
        TreeMap<String, SlotVector> slots = new TreeMap<>(sound.state().slots());
        slots.replaceAll((name, slot) -> {
            double[] values = new double[slot.length()];
            Arrays.fill(values, Double.NaN);
            return slot.like(values);
        });
        ModelCard.Model model = sound.card().model();
        new CheckpointStore(context.files(), context.root())
                .save(new Checkpoint(
                        sound.definition(),
                        new ModelState(
                                slots, sound.state().counters(), sound.state().cursors()),
                        new ModelCard(
                                new ModelCard.Model("broken", model.version(), model.family(), model.parameters()),
                                sound.card().training(),
                                sound.card().platform())));

        refused(context, ExitCode.DATA, "target=critic-logit", "gradient");
    }

    @Test
    void sourcesShareTheSamplesEvenly() {
        assertThat(SubjectShares.of(TinyModels.explanation(1, List.of(), List.of(0)), "gan"))
                .isEqualTo(new SubjectShares(100, 0, 0));
        assertThat(SubjectShares.of(TinyModels.explanation(1, List.of(), List.of(0)), "vae"))
                .isEqualTo(new SubjectShares(50, 50, 0));
    }

    @Test
    void whatIsSentToExecutorsSurvivesSerialization() throws Exception {
        ExplanationRuns.Run run = runs.explain("gan", "explanation.samples=2");
        SampleExplanation explanation = run.explanations().get(0);

        Row row = Serialization.roundTrip(new ExplanationToRow(Modality.IMAGE, List.of()))
                .call(explanation);

        assertThat(row.length()).isEqualTo(ExplanationsTable.TABLE.columns().size());
    }

    private static void refused(JobContext context, ExitCode code, String... parts) throws IOException {
        List<Path> before = tables(context);

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new ExplanationJob(context).run(Optional.empty()))
                .withMessageContainingAll(parts)
                .satisfies(refusal -> assertThat(refusal.exitCode()).isEqualTo(code));
        assertThat(tables(context)).isEqualTo(before);
    }

    private static List<Path> tables(JobContext context) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(context.root().toUri()).resolve("tables"))) {
            return files.sorted().toList();
        }
    }

    private static String[] with(String[] settings, String more) {
        return Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new);
    }

    private static JobContext onAnotherDay(JobContext context) {
        return new JobContext(
                context.spark(),
                context.config(),
                context.root(),
                context.files(),
                TinyRuns.DATE.plusDays(1),
                context.console());
    }

    private static Checkpoint checkpoint(JobContext context) throws IOException {
        return VersionChoice.load(new CheckpointStore(context.files(), context.root()), MODEL, Optional.empty());
    }

    private static Map<String, byte[]> heldOut(JobContext context) throws IOException {
        return DatasetSource.newest(context.spark(), context.files(), context.root(), "tiny")
                .rows(Split.TEST)
                .collectAsList()
                .stream()
                .map(DatasetTable::sample)
                .collect(Collectors.toMap(Sample::id, Sample::features));
    }

    private static List<String> ids(List<SampleExplanation> explanations, SampleSource source) {
        return explanations.stream()
                .filter(explanation -> explanation.source() == source)
                .map(SampleExplanation::sampleId)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<?> key(SampleExplanation explanation) {
        return List.of(
                explanation.sampleId(), explanation.targetKind(), explanation.targetIndex(), explanation.method());
    }

    private static List<?> key(ExplanationScore score) {
        return List.of(
                score.key().sampleId(),
                score.key().of().targetKind(),
                score.key().of().targetIndex(),
                score.key().of().method());
    }
}
