package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.config.WeightChoice;
import io.lucidgen.error.UserException;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.jobs.explanation.ExplanationJob;
import io.lucidgen.jobs.generation.GenerationJob;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.run.WeightsInUse;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.HistoryRow;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.jobs.table.TablePartition;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.Latents;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.model.SlotVector.DoubleVector;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The moving average of a run: its numbers, its return after a death, and that it is what generates. */
class EmaTest {

    private static final double DECAY = 0.9;
    private static final String EVERY_ROUND = "training.checkpoint-every=1";
    private static final String EMA = "training.ema-decay=" + DECAY;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path folder;

    private TinyRuns runs;

    @BeforeEach
    void ingest() throws Exception {
        runs = new TinyRuns(SPARK.session(), folder);
        new IngestJob(runs.context("root")).run();
    }

    @ParameterizedTest
    @CsvSource({"gan, generator", "vae, encoder", "vae, decoder"})
    void itEqualsALoopOverTheAveragedParametersAndChangesNoneOfThem(String family, String network) throws Exception {
        JobContext context = runs.context(
                "root", settings(family, EMA, EVERY_ROUND, "training.keep-checkpoints=6", "training.precision=double"));
        new TrainingJob(context).run();
        Checkpoint last = Trained.latest(context);

        double[] expected = ((DoubleVector) TrainingSteps.initialState(
                                last.definition(),
                                context.config().training(),
                                2,
                                context.config().seed())
                        .slot(network + ".parameters"))
                .values()
                .clone();
        CheckpointStore store = new CheckpointStore(context.files(), context.root());
        long steps = 0;
        for (var version : store.versions("tiny-model")) {
            ModelState state = store.load("tiny-model", version.version()).state();
            double kept = kept(++steps) * kept(++steps);
            double[] mean = ((DoubleVector) state.slot(network + ".parameters")).values();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = kept * expected[i] + (1 - kept) * mean[i];
            }
            assertThat(((DoubleVector) state.slot(network + ".ema")).values()).containsExactly(expected, within(1e-12));
        }

        List<HistoryRow> history = Trained.history(context);
        assertThat(history)
                .filteredOn(row -> row.metric().startsWith("held-out"))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(Trained.rows("ema-" + row.metric(), history)).hasSize(2));

        JobContext without = runs.context("root", settings(family, "training.precision=double"));
        new TrainingJob(without).run();
        assertThat(Trained.latest(without).state()).isEqualTo(last.state().withoutEma());
        assertThat(Trained.history(without)).noneMatch(row -> row.metric().startsWith("ema-"));
    }

    @Test
    void itComesBackAfterADeath() throws Exception {
        JobContext calm = runs.context("root", TinyRuns.gan(EMA));
        new TrainingJob(calm).run();
        new IngestJob(runs.context("other")).run();
        JobContext dying = runs.dyingAt("round 5 ", "other", TinyRuns.gan(EMA));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        JobContext again = runs.context("other", TinyRuns.gan(EMA));
        new TrainingJob(again).run();

        assertThat(runs.lines()).contains("resuming after round 4");
        assertThat(Trained.latest(again).state()).isEqualTo(Trained.latest(calm).state());
    }

    @Test
    void itGeneratesUnlessTheLastParametersAreAskedFor() throws Exception {
        JobContext context = runs.context("root", TinyRuns.gan(EMA));
        new TrainingJob(context).run();
        Checkpoint trained = Trained.latest(context);
        assertThat(trained.card().training().configuration()).containsEntry("training.ema-decay", "0.9");
        assertThat(WeightsInUse.describe(trained, WeightChoice.EMA)).isEqualTo("moving average (EMA)");

        List<Double> byAverage = logits(context);
        List<Double> byLast = logits(runs.context("root", TinyRuns.gan(EMA, "generation.weights=last")));

        assertThat(byAverage).isEqualTo(expected(trained, trained.state().slot("generator.ema")));
        assertThat(byLast)
                .isEqualTo(expected(trained, trained.state().slot("generator.parameters")))
                .isNotEqualTo(byAverage);
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new ExplanationJob(context).run(Optional.empty()))
                .withMessage("Cannot explain the samples for generation.weights=ema: they were generated with"
                        + " generation.weights = last. Set generation.weights = last, or generate with ema.");
    }

    /** The critic's logits of what a generator with these parameters makes of the first samples' seeds. */
    private static List<Double> expected(Checkpoint trained, SlotVector generator) {
        var slots = new TreeMap<>(trained.state().slots());
        slots.put("generator.parameters", generator);
        GenerativeModel model = ModelFamilies.named("gan")
                .load(
                        trained.definition(),
                        new ModelState(
                                slots,
                                trained.state().counters(),
                                trained.state().cursors()));
        return LongStream.range(0, 12)
                .mapToObj(ordinal ->
                        Latents.rows(new float[][] {Latents.draw(Latents.seed(1, ordinal), LatentPrior.normal(3))}))
                .map(latent -> model.criticLogit(model.generate(latent), null)
                        .orElseThrow()
                        .getDouble(0))
                .toList();
    }

    /** What the average keeps in a step, counted from 1: its half-life is at most a twentieth of the steps done. */
    private static double kept(long step) {
        return Math.min(DECAY, Math.pow(0.5, 1 / (0.05 * step)));
    }

    private static List<Double> logits(JobContext context) throws Exception {
        new GenerationJob(context).run(Optional.empty());
        TablePartition run = context.tables()
                .latest(SamplesTable.TABLE, TinyRuns.DATE, "tiny-model", Optional.empty())
                .orElseThrow();
        return context.tables().read(SamplesTable.TABLE, run).collectAsList().stream()
                .map(SamplesTable::sample)
                .sorted(Comparator.comparingLong(SampleRow::ordinal))
                .map(SampleRow::criticLogit)
                .toList();
    }

    private static String[] settings(String family, String... more) {
        return family.equals("gan") ? TinyRuns.gan(more) : TinyRuns.vae(more);
    }
}
