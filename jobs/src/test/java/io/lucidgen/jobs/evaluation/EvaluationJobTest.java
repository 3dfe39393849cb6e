package io.lucidgen.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.evaluation.FeatureSpace;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.evaluation.SampleScore;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.ModelScoresTable;
import io.lucidgen.jobs.table.SampleScoresTable;
import io.lucidgen.jobs.table.Table;
import io.lucidgen.jobs.table.TablePartition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EvaluationJobTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final int[] GREY = {1, LabelledBlobs.SIDE, LabelledBlobs.SIDE};
    private static final DatasetDescription BLOBS =
            LabelledBlobs.description(EvaluationInputs.TRAIN, EvaluationInputs.TEST);
    private static final String GAN = "blob-gan";
    private static final String FAITHFUL = "faithful-vae";
    private static final String FORGETFUL = "forgetful-vae";

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private static Path folder;

    private static int tests;

    private final List<String> lines = new ArrayList<>();
    // Tests share the dataset, its scorer and the models; each has a day to itself.
    private final LocalDate date = FIRST.plusDays(tests++);

    @BeforeAll
    static void publish() throws IOException {
        JobContext context = EvaluationInputs.context(SPARK.session(), folder, FIRST, new ArrayList<>(), "blobs", GAN);
        EvaluationInputs.dataset(context, BLOBS);
        EvaluatedModels.save(context, EvaluatedModels.gan(GAN, BLOBS));
        EvaluatedModels.save(context, EvaluatedModels.faithfulVae(FAITHFUL, BLOBS));
        EvaluatedModels.save(context, EvaluatedModels.forgetfulVae(FORGETFUL, BLOBS));
    }

    @Test
    void realImagesAsSamplesAreAsGoodAsRealImages() throws IOException {
        JobContext context = about(GAN);
        EvaluationInputs.samples(context, GAN, EvaluationInputs.real(300), GREY, 1.5, 2);
        new EvaluationJob(context).run(Optional.empty());

        ModelScore frechet = score(context, Metric.FRECHET_DISTANCE);
        assertThat(frechet.value()).isPositive().isLessThan(1.5 * frechet.floor());
        assertThat(frechet.low()).isLessThanOrEqualTo(frechet.value());
        assertThat(frechet.n()).isEqualTo(280);
        for (Metric metric : List.of(Metric.COVERAGE, Metric.PRECISION, Metric.RECALL, Metric.DENSITY)) {
            ModelScore score = score(context, metric);
            assertThat(score.value()).as(metric.key()).isGreaterThan(0.75).isCloseTo(score.floor(), within(0.15));
        }
        assertThat(score(context, Metric.CLASSES_FOUND).value()).isEqualTo(3);
        assertThat(score(context, Metric.CLASSES_FOUND).passed()).isTrue();
        assertThat(score(context, Metric.LARGEST_CLASS_SHARE).value()).isCloseTo(1 / 3.0, within(0.05));
        assertThat(score(context, Metric.LARGEST_CLASS_SHARE).threshold()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(score(context, Metric.LARGEST_CLASS_SHARE).passed()).isTrue();
        assertThat(score(context, Metric.CLASS_ENTROPY).value()).isCloseTo(Math.log(3), within(0.02));
        assertThat(score(context, Metric.MODES_FOUND).value()).isEqualTo(3);
        ModelScore divergence = score(context, Metric.CLASS_DIVERGENCE);
        assertThat(divergence.value()).isBetween(0.0, 0.01);
        assertThat(divergence.floor()).isBetween(0.0, 0.02);
        assertThat(divergence.low()).isLessThanOrEqualTo(divergence.high());
        assertThat(classShares(context)).hasSize(3);
        assertThat(classShares(context).stream().mapToDouble(ModelScore::value).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(score(context, Metric.SCORER_ACCURACY).value()).isGreaterThan(0.95);
        assertThat(score(context, Metric.CRITIC_LOGIT_GENERATED).value()).isEqualTo(1.5);
        assertThat(score(context, Metric.CRITIC_ACCURACY).value()).isBetween(0.0, 0.5);
        assertThat(find(context, Metric.RECONSTRUCTION_CLASS_KEPT)).isEmpty();
    }

    @Test
    void distancesAreGivenInThreeSpacesEachBesideItsFloor() throws IOException {
        JobContext context = about(GAN);
        EvaluationInputs.samples(context, GAN, EvaluationInputs.real(300), GREY, 1.5, 2);
        new EvaluationJob(context).run(Optional.empty());

        List<ModelScore> scores = modelScores(context);
        for (Metric metric : List.of(
                Metric.FRECHET_DISTANCE,
                Metric.KERNEL_DISTANCE,
                Metric.DENSITY,
                Metric.PRECISION,
                Metric.COVERAGE,
                Metric.RECALL,
                Metric.CELLS_DIFFERING,
                Metric.CELL_DIVERGENCE)) {
            List<ModelScore> of =
                    scores.stream().filter(score -> score.metric() == metric).toList();
            assertThat(of)
                    .extracting(ModelScore::space)
                    .containsExactlyInAnyOrder(
                            FeatureSpace.CLASSIFIER,
                            FeatureSpace.PRINCIPAL_COMPONENTS,
                            FeatureSpace.RANDOM_CONVOLUTIONS);
            assertThat(of).allMatch(score -> score.floor() != null && score.low() != null);
            assertThat(of).extracting(ModelScore::scorer).doesNotHaveDuplicates();
        }
        scores.stream()
                .filter(score -> score.metric() == Metric.FRECHET_DISTANCE)
                .forEach(score -> assertThat(score.value()).isLessThan(2 * score.floor()));
        assertThat(score(context, Metric.CRITIC_BRIER_SCORE).value()).isBetween(0.0, 1.0);
    }

    @Test
    void trainingImagesAsSamplesAreCopiesAndFreshOnesAreNot() throws IOException {
        JobContext copied = about(GAN);
        EvaluationInputs.samples(copied, GAN, EvaluationInputs.real(300), GREY, 1.5, 2);
        new EvaluationJob(copied).run(Optional.empty());
        for (String space : List.of(FeatureSpace.CLASSIFIER, FeatureSpace.PRINCIPAL_COMPONENTS)) {
            assertThat(score(copied, Metric.NEARER_TO_TRAINING, space).value()).isGreaterThan(0.99);
            assertThat(score(copied, Metric.NEAR_COPIES, space).value()).isGreaterThan(0.99);
        }

        JobContext fresh = about(FAITHFUL);
        List<byte[]> unseen = EvaluationInputs.first(
                LabelledBlobs.pictures(
                        77, IntStream.range(0, 300).map(i -> i % 3).toArray()),
                300);
        EvaluationInputs.samples(fresh, FAITHFUL, unseen, GREY, null, 2);
        new EvaluationJob(fresh).run(Optional.empty());
        for (String space : List.of(FeatureSpace.CLASSIFIER, FeatureSpace.PRINCIPAL_COMPONENTS)) {
            // The standard error of the rank statistic is sqrt(1 / 6 n) = 0.024.
            ModelScore nearer = score(fresh, Metric.NEARER_TO_TRAINING, space);
            assertThat(nearer.value()).isCloseTo(0.5, within(0.1));
            assertThat(nearer.floor()).isCloseTo(0.5, within(0.15));
            assertThat(score(fresh, Metric.NEAR_COPIES, space).value()).isLessThan(0.06);
        }
        assertThat(score(fresh, Metric.CLASSIFIER_SCORE).value())
                .isBetween(2.0, 3.0)
                .isCloseTo(score(fresh, Metric.CLASSIFIER_SCORE).floor(), within(0.2));
        assertThat(score(fresh, Metric.CELL_DIVERGENCE).value())
                .isLessThan(2 * score(fresh, Metric.CELL_DIVERGENCE).floor() + 0.02);
        assertThat(find(fresh, Metric.TRAIN_ON_GENERATED_ACCURACY)).isEmpty();
    }

    @Test
    void everySampleHasAScore() throws IOException {
        JobContext context = about(GAN);
        EvaluationInputs.samples(context, GAN, EvaluationInputs.real(40), GREY, 1.5, 2);
        new EvaluationJob(context).run(Optional.of(EvaluatedModels.VERSION));

        List<SampleScore> scores = sampleScores(context);
        assertThat(scores).hasSize(40).first().satisfies(score -> {
            assertThat(score.sampleId()).isEqualTo("g-00000000");
            assertThat(score.className()).isEqualTo(BLOBS.classNames().get(score.predictedClass()));
            assertThat(score.nearestReal()).isPositive();
        });
        assertThat(scores).allSatisfy(score -> {
            assertThat(score.trainingDistanceRatio()).isBetween(0.0, 1.0);
            assertThat(score.membershipScore()).isBetween(0.0, 1.0);
        });
        long right = IntStream.range(0, 40)
                .filter(i -> scores.get(i).predictedClass() == i % LabelledBlobs.CLASSES)
                .count();
        assertThat(right).isGreaterThan(36);
        assertThat(scores.stream().filter(score -> score.realism() >= 1).count())
                .isGreaterThan(20);
        RunManifest manifest = context.ledger().latest("evaluate", GAN, date).orElseThrow();
        assertThat(manifest.figures()).containsKeys("scorer accuracy", "scorer seconds", "scoring seconds");
    }

    @Test
    void oneImageRepeatedIsACollapse() throws IOException {
        JobContext context = about(GAN);
        EvaluationInputs.samples(
                context, GAN, Collections.nCopies(300, EvaluationInputs.real(1).get(0)), GREY, -2.0, 2);
        new EvaluationJob(context).run(Optional.empty());

        assertThat(score(context, Metric.CLASSES_FOUND).value()).isEqualTo(1);
        assertThat(score(context, Metric.CLASSES_FOUND).threshold()).isEqualTo(3);
        assertThat(score(context, Metric.CLASSES_FOUND).passed()).isFalse();
        assertThat(score(context, Metric.LARGEST_CLASS_SHARE).value()).isEqualTo(1);
        assertThat(score(context, Metric.LARGEST_CLASS_SHARE).passed()).isFalse();
        assertThat(score(context, Metric.CLASS_ENTROPY).value()).isZero();
        assertThat(score(context, Metric.MODES_FOUND).value()).isEqualTo(1);
        assertThat(score(context, Metric.MODES_FOUND).floor()).isEqualTo(3);
        // Of three classes that each have a third of the training rows.
        assertThat(score(context, Metric.CLASS_DIVERGENCE).value()).isCloseTo(Math.log(3), within(1e-9));
        assertThat(score(context, Metric.COVERAGE).value()).isLessThan(0.2);
        ModelScore frechet = score(context, Metric.FRECHET_DISTANCE);
        assertThat(frechet.value()).isGreaterThan(10 * frechet.floor());
    }

    @Test
    void reconstructionsKeepTheirClassExactlyWhenTheyKeepTheirPicture() throws IOException {
        JobContext faithful = about(FAITHFUL);
        EvaluationInputs.samples(faithful, FAITHFUL, EvaluationInputs.real(40), GREY, null, 1);
        new EvaluationJob(faithful).run(Optional.empty());
        ModelScore kept = score(faithful, Metric.RECONSTRUCTION_CLASS_KEPT);
        assertThat(kept.value()).isGreaterThan(0.95);
        assertThat(kept.passed()).isTrue();
        assertThat(kept.n()).isEqualTo(280);
        assertThat(find(faithful, Metric.CRITIC_ACCURACY)).isEmpty();
    }

    @Test
    void aVaeThatForgetsWhatItIsShownKeepsTheClassOfOneKindOnly() throws IOException {
        JobContext context = about(FORGETFUL);
        EvaluationInputs.samples(context, FORGETFUL, EvaluationInputs.real(40), GREY, null, 1);
        new EvaluationJob(context).run(Optional.empty());

        ModelScore kept = score(context, Metric.RECONSTRUCTION_CLASS_KEPT);
        assertThat(kept.value()).isCloseTo(1 / 3.0, within(0.08));
        assertThat(kept.passed()).isFalse();
        // Sigmoid(0) is a half everywhere.
        double expected = 0;
        byte[] test = EvaluationInputs.pictures(Split.TEST);
        for (byte value : test) {
            expected += Math.pow((value & 0xff) / 255.0 - 0.5, 2) / test.length;
        }
        assertThat(score(context, Metric.RECONSTRUCTION_SQUARED_ERROR).value()).isCloseTo(expected, within(0.002));
    }

    @Test
    void thePartitioningDoesNotShowInAnyBit() throws IOException {
        JobContext context = about(GAN);
        EvaluationInputs.samples(context, GAN, EvaluationInputs.real(300), GREY, 0.25, 1);
        new EvaluationJob(context).run(Optional.empty());
        List<ModelScore> once = modelScores(context);
        List<SampleScore> onceEach = sampleScores(context);

        EvaluationInputs.samples(context, GAN, EvaluationInputs.real(300), GREY, 0.25, 4);
        new EvaluationJob(context).run(Optional.empty());

        assertThat(context.ledger().on(date).stream()
                        .filter(run -> run.command().equals("evaluate")))
                .hasSize(2);
        assertThat(modelScores(context)).isEqualTo(once);
        assertThat(sampleScores(context)).isEqualTo(onceEach);
    }

    @Test
    void anUnchangedEvaluationIsSkippedAndAnotherModelReusesTheScorer() throws IOException {
        JobContext context = about(GAN);
        EvaluationInputs.samples(context, GAN, EvaluationInputs.real(40), GREY, 1.0, 1);
        new EvaluationJob(context).run(Optional.empty());
        lines.clear();
        new EvaluationJob(context).run(Optional.empty());
        assertThat(lines).first().asString().contains("already done");

        JobContext vae = about(FAITHFUL);
        EvaluationInputs.samples(vae, FAITHFUL, EvaluationInputs.real(40), GREY, null, 1);
        new EvaluationJob(vae).run(Optional.empty());
        assertThat(score(vae, Metric.FRECHET_DISTANCE).scorer())
                .isEqualTo(score(context, Metric.FRECHET_DISTANCE).scorer());
        assertThat(score(vae, Metric.FRECHET_DISTANCE).floor())
                .isEqualTo(score(context, Metric.FRECHET_DISTANCE).floor());
    }

    @Test
    void coloursComeBackAsTheyWentIn() throws IOException {
        // The same values, read as three channels: which channel is bright.
        DatasetDescription colour = LabelledBlobs.description(
                "colours",
                EvaluationInputs.TRAIN,
                EvaluationInputs.TEST,
                SampleShape.image(3, 4, 3),
                List.of("red", "green", "blue"));
        JobContext context = EvaluationInputs.context(SPARK.session(), folder, date, lines, "colours", "colour-gan");
        EvaluationInputs.dataset(context, colour);
        EvaluatedModels.save(context, EvaluatedModels.gan("colour-gan", colour));
        EvaluationInputs.samples(context, "colour-gan", EvaluationInputs.real(60), new int[] {3, 4, 3}, 1.0, 2);
        new EvaluationJob(context).run(Optional.empty());

        List<SampleScore> scores = sampleScores(context);
        assertThat(IntStream.range(0, 60).filter(i -> scores.get(i).predictedClass() == i % 3))
                .hasSizeGreaterThan(55);
    }

    @Test
    void limitsThatDemandNothingGiveNoVerdict() throws IOException {
        JobContext context = about(
                FAITHFUL,
                "evaluation.min-classes-found-share=0",
                "evaluation.max-class-even-shares=3",
                "evaluation.min-reconstruction-class-kept=0");
        EvaluationInputs.samples(context, FAITHFUL, EvaluationInputs.real(40), GREY, null, 1);
        new EvaluationJob(context).run(Optional.empty());

        assertThat(modelScores(context))
                .allSatisfy(score -> assertThat(score.passed()).isNull());
    }

    private JobContext about(String model, String... sets) throws IOException {
        return EvaluationInputs.context(SPARK.session(), folder, date, lines, "blobs", model, sets);
    }

    private static ModelScore score(JobContext context, Metric metric) throws IOException {
        return find(context, metric).orElseThrow();
    }

    private static ModelScore score(JobContext context, Metric metric, String space) throws IOException {
        return modelScores(context).stream()
                .filter(score -> score.metric() == metric && space.equals(score.space()))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<ModelScore> find(JobContext context, Metric metric) throws IOException {
        return modelScores(context).stream()
                .filter(score -> score.metric() == metric)
                .filter(score -> score.space() == null || score.space().equals(FeatureSpace.CLASSIFIER))
                .findFirst();
    }

    private static List<ModelScore> classShares(JobContext context) throws IOException {
        return modelScores(context).stream()
                .filter(score -> score.metric() == Metric.CLASS_SHARE)
                .toList();
    }

    private static List<ModelScore> modelScores(JobContext context) throws IOException {
        return rows(context, ModelScoresTable.TABLE).stream()
                .map(ModelScoresTable::score)
                .toList();
    }

    private static List<SampleScore> sampleScores(JobContext context) throws IOException {
        return rows(context, SampleScoresTable.TABLE).stream()
                .map(SampleScoresTable::score)
                .toList();
    }

    private static List<Row> rows(JobContext context, Table table) throws IOException {
        TablePartition partition = context.tables()
                .latest(table, context.runDate(), context.config().model().name(), Optional.empty())
                .orElseThrow();
        return context.tables()
                .read(table, partition)
                .orderBy(table.sortedBy().stream()
                        .map(org.apache.spark.sql.functions::col)
                        .toArray(org.apache.spark.sql.Column[]::new))
                .collectAsList();
    }
}
