package io.lucidgen.jobs.evaluation;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.config.EvaluationConfig;
import io.lucidgen.evaluation.Bootstrap;
import io.lucidgen.evaluation.CategoryAgreement;
import io.lucidgen.evaluation.ClassShares;
import io.lucidgen.evaluation.ClassifierScore;
import io.lucidgen.evaluation.FeatureSpace;
import io.lucidgen.evaluation.Metric;
import io.lucidgen.evaluation.ModelScore;
import io.lucidgen.evaluation.NeighbourBalls;
import io.lucidgen.evaluation.SampleScore;
import io.lucidgen.jobs.evaluation.ComparisonReader.Sizes;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.spark.JobDescriptions;
import io.lucidgen.jobs.table.ModelScoresTable;
import io.lucidgen.jobs.table.SampleScoresTable;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.LatentPrior.Distribution;
import io.lucidgen.model.LatentPrior.Placed;
import io.lucidgen.model.LatentPrior.Role;
import io.lucidgen.privacy.SamplePrivacy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * One evaluation with one scorer, which it keeps on the executors until it is closed.
 *
 * <p>Class shares look at all samples. Everything that compares features looks at {@code evaluation.reference-examples}
 * on each side at most, so its cost grows with their square and not with the samples.
 */
final class Evaluation implements AutoCloseable {
    // Fixed, so that intervals of two models differ by the models alone.
    private static final long BOOTSTRAP_SEED = ScorerSettings.SEED;

    private final SparkSession session;
    private final JavaSparkContext spark;
    private final EvaluationConfig config;
    private final Scorers scorers;
    private final Scorer scorer;
    private final DatasetSource source;
    private final Broadcast<Scorer> shared;

    /**
     * @param scorers where the scorer came from, which trains others of its kind
     * @param scorer whose features samples are compared in
     */
    Evaluation(SparkSession session, EvaluationConfig config, Scorers scorers, Scorer scorer, DatasetSource source) {
        this.session = session;
        this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.config = config;
        this.scorers = scorers;
        this.scorer = scorer;
        this.source = source;
        this.shared = spark.broadcast(scorer);
    }

    /** Publishes the scores of each sample and of the model. */
    void run(Checkpoint checkpoint, Dataset<Row> samples, Sizes sizes, Step step) throws IOException {
        PngPixels pixels = PngPixels.of(source.description().shape());
        Comparison comparison;
        NeighbourBalls real;
        try (JobDescriptions named = describe("features of " + sizes.generated() + " samples")) {
            comparison = new ComparisonReader(spark, shared, source).read(checkpoint, samples, sizes, pixels);
            real = new Neighbourhoods(spark, config.neighbours()).around(SeenSample.features(comparison.heldOut()));
        }
        OtherSpaces others = OtherSpaces.of(source, pixels, config.referenceExamples());
        List<Sides> elsewhere = others.sides(samples, sizes);
        MemorisationScores.Found memorised;
        try (JobDescriptions named = describe("nearest training rows")) {
            memorised = new MemorisationScores(spark, shared, source, bootstrap())
                    .of(Sides.of(comparison), others, elsewhere.get(0));
        }
        Optional<Placed> category = category(checkpoint.definition().prior());
        Spread spread = publishSampleScores(samples, real, memorised.samples(), pixels, category, step);
        try (JobDescriptions named = describe("scores of the model")) {
            List<ModelScore> scores = modelScores(comparison, real, spread, category);
            scores.addAll(inOtherSpaces(others, elsewhere));
            scores.addAll(memorised.scores());
            scores.addAll(trainedOnGenerated(samples, checkpoint, pixels));
            scores.addAll(likelihoods(checkpoint));
            scores.addAll(new FactorScores(spark, config, source, bootstrap()).of(checkpoint));
            List<Row> rows = scores.stream().map(ModelScoresTable::row).toList();
            step.publish(ModelScoresTable.TABLE, ModelScoresTable.TABLE.rows(session, rows));
        }
    }

    /**
     * How the samples spread over the classes.
     *
     * @param agreement with the categories that they were asked for; empty where the model has none
     */
    private record Spread(ClassShares shares, Optional<CategoryAgreement> agreement) {}

    /** Where latents choose a sample's class, or else the category of their first code. */
    private static Optional<Placed> category(LatentPrior prior) {
        return prior.label()
                .or(() -> prior.placed(Role.CODE).stream()
                        .filter(placed -> placed.block().distribution() == Distribution.CATEGORICAL)
                        .findFirst());
    }

    private Spread publishSampleScores(
            Dataset<Row> samples,
            NeighbourBalls real,
            SamplePrivacy[] compared,
            PngPixels pixels,
            Optional<Placed> category,
            Step step)
            throws IOException {
        List<String> classNames = source.description().classNames();
        Broadcast<NeighbourBalls> sharedBalls = spark.broadcast(real);
        Broadcast<SamplePrivacy[]> sharedCompared = spark.broadcast(compared);
        JavaRDD<SampleScore> scores = samples.javaRDD()
                .mapPartitions(new ScoreSamples(
                        shared, sharedBalls, sharedCompared, pixels, classNames, category.orElse(null)))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try (JobDescriptions named = describe("scores of each sample")) {
            ClassShares shares = scores.mapPartitions(new ClassCounts(classNames.size())).collect().stream()
                    .reduce(ClassShares::merge)
                    .orElseThrow();
            Optional<CategoryAgreement> agreement = category.map(placed ->
                    scores
                            .mapPartitions(new CategoryCounts(placed.block().size(), classNames.size()))
                            .collect()
                            .stream()
                            .reduce(CategoryAgreement::merge)
                            .orElseThrow());
            step.publish(SampleScoresTable.TABLE, SampleScoresTable.TABLE.rows(session, scores.map(new ScoreRow())));
            return new Spread(shares, agreement);
        } finally {
            scores.unpersist();
            sharedBalls.destroy();
            sharedCompared.destroy();
        }
    }

    private List<ModelScore> modelScores(
            Comparison comparison, NeighbourBalls real, Spread spread, Optional<Placed> category) {
        String seenBy = scorer.card().parametersSha256();
        Bootstrap bootstrap = bootstrap();
        OwnScores own = new OwnScores(bootstrap, config.minReconstructionClassKept());
        List<ModelScore> seen =
                new ArrayList<>(new RealismScores(spark, config, bootstrap).of(Sides.of(comparison), real));
        seen.add(classifierScore(comparison));
        seen.addAll(new VarietyScores(config, source, shared).of(spread.shares()));
        spread.agreement().ifPresent(agreement -> seen.add(agreement(agreement, category.orElseThrow())));
        seen.add(ModelScore.of(
                Metric.SCORER_ACCURACY, scorer.card().accuracy(), scorer.card().testExamples()));

        List<ModelScore> all = new ArrayList<>();
        seen.forEach(score -> all.add(score.seenBy(seenBy)));
        all.addAll(own.critic(comparison));
        all.addAll(own.reconstruction(comparison, seenBy));
        return all;
    }

    private ModelScore classifierScore(Comparison comparison) {
        float[][] generated = probabilities(comparison.generated());
        float[][] train = probabilities(comparison.train());
        int rows = generated.length;
        double value = ClassifierScore.of(generated, IntStream.range(0, rows).toArray());
        return ModelScore.of(Metric.CLASSIFIER_SCORE, value, rows)
                .within(bootstrap().interval(rows, value, picked -> ClassifierScore.of(generated, picked)))
                .besideReal(ClassifierScore.of(
                        train, IntStream.range(0, train.length).toArray()));
    }

    private static float[][] probabilities(List<SeenSample> samples) {
        return samples.stream().map(SeenSample::probabilities).toArray(float[][]::new);
    }

    private static ModelScore agreement(CategoryAgreement agreement, Placed category) {
        return category.block().role() == Role.LABEL
                ? ModelScore.of(Metric.CLASS_AS_ASKED, agreement.asAsked(), agreement.total())
                : ModelScore.of(Metric.CODE_CLASS_AGREEMENT, agreement.majority(), agreement.total());
    }

    /** The same comparison in the spaces that no classifier had a part in. */
    private List<ModelScore> inOtherSpaces(OtherSpaces others, List<Sides> sides) {
        RealismScores realism = new RealismScores(spark, config, bootstrap());
        Neighbourhoods neighbourhoods = new Neighbourhoods(spark, config.neighbours());
        List<ModelScore> scores = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            FeatureSpace space = others.spaces().get(i);
            NeighbourBalls real = neighbourhoods.around(sides.get(i).heldOut());
            realism.of(sides.get(i), real).forEach(score -> scores.add(score.seenIn(space.name(), space.sha256())));
        }
        return scores;
    }

    private List<ModelScore> trainedOnGenerated(Dataset<Row> samples, Checkpoint checkpoint, PngPixels pixels) {
        if (checkpoint.definition().prior().label().isEmpty()) {
            return List.of();
        }
        try (JobDescriptions named = describe("a classifier that learns from the samples")) {
            return List.of(new TrainOnGenerated(session, scorers, source, bootstrap()).of(samples, pixels));
        }
    }

    private List<ModelScore> likelihoods(Checkpoint checkpoint) {
        if (!LikelihoodScores.suits(checkpoint)) {
            return List.of();
        }
        try (JobDescriptions named = describe("likelihood of held-out samples")) {
            return new LikelihoodScores(spark, config, source, bootstrap()).of(checkpoint);
        }
    }

    private Bootstrap bootstrap() {
        return new Bootstrap(config.bootstrap(), BOOTSTRAP_SEED);
    }

    private JobDescriptions describe(String what) {
        return JobDescriptions.open(spark.sc(), "evaluate", "evaluate: " + what);
    }

    @Override
    public void close() {
        shared.destroy();
    }
}
