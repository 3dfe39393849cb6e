package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.Normalizer;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.sharding.DatasetSharder;
import io.lucidgen.jobs.sharding.DatasetSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the scorer of a dataset, or trains and keeps one, so that all models of a dataset are measured alike. */
final class Scorers {
    private static final Logger LOG = LoggerFactory.getLogger(Scorers.class);

    private final JavaSparkContext spark;
    private final ScorerStore store;
    private final ScorerSettings settings;

    Scorers(JavaSparkContext spark, ScorerStore store, ScorerSettings settings) {
        this.spark = spark;
        this.store = store;
        this.settings = settings;
    }

    /**
     * The scorer of a dataset that lies ready.
     *
     * @throws UserException (exit 3) when the samples have no labels, or the stored scorer was altered
     */
    Scorer open(DatasetSource source) throws IOException {
        DatasetDescription dataset = source.description();
        ShardPlan plan =
                DatasetSharder.plan(dataset, ScorerSettings.WORKERS, ScorerSettings.BLOCK_SIZE, ScorerSettings.SEED);
        List<JavaRDD<Block>> shards = new ArrayList<>();
        try {
            return open(
                    dataset,
                    () -> {
                        shards.add(DatasetSharder.shard(source, plan));
                        return shards.get(0);
                    },
                    () -> source.rows(Split.TEST).javaRDD().mapPartitions(new RowBlocks()));
        } finally {
            shards.forEach(JavaRDD::unpersist);
        }
    }

    /**
     * The scorer of a dataset.
     *
     * @param train the training examples, one partition for each of {@link ScorerSettings#WORKERS}; not asked for when
     *     there is a scorer already
     * @param test the test examples
     * @throws UserException (exit 3) when the samples have no labels, or the stored scorer was altered
     */
    Scorer open(DatasetDescription dataset, Supplier<JavaRDD<Block>> train, Supplier<JavaRDD<Block>> test)
            throws IOException {
        String fingerprint = fingerprint(dataset);
        Optional<Scorer> stored = store.find(dataset.name(), fingerprint);
        if (stored.isPresent()) {
            LOG.info("Scorer {} of {} is reused", fingerprint, dataset.name());
            return stored.get();
        }
        return store.save(train(dataset, fingerprint, train.get(), dataset.count(Split.TRAIN), test.get()));
    }

    /**
     * A classifier of the scorer's kind that is trained on other examples, and not kept.
     *
     * @param train one partition for each of {@link ScorerSettings#WORKERS}
     * @param examples in all of them
     * @param test what its accuracy is measured on
     */
    Scorer other(DatasetDescription dataset, JavaRDD<Block> train, long examples, JavaRDD<Block> test) {
        return train(dataset, fingerprint(dataset), train, examples, test);
    }

    /** Names the scorer that a dataset, these settings and this code give. */
    String fingerprint(DatasetDescription dataset) {
        String all = String.join(
                "\n",
                dataset.fingerprint(),
                settings.toString(),
                network(dataset, dataset.count(Split.TRAIN)),
                "" + ScorerSettings.REVISION);
        return ScorerCard.sha256(all.getBytes(StandardCharsets.UTF_8));
    }

    private Scorer train(
            DatasetDescription dataset, String fingerprint, JavaRDD<Block> train, long examples, JavaRDD<Block> test) {
        FeatureStatistics statistics = dataset.statistics();
        Normalizer normalizer = Normalizer.unit(statistics.min(), statistics.max());
        int classes = classes(dataset);
        long started = System.nanoTime();
        JavaRDD<Block> pictures = dataset.channelClasses() > 0 ? train.map(FirstChannel.of(dataset)) : train;
        MultiLayerNetwork network = new ScorerTraining(spark, settings)
                .train(pictures, dataset.featureType(), normalizer, classes, examples);
        double seconds = (System.nanoTime() - started) / 1e9;

        float[] parameters = network.params().data().asFloat();
        String json = network(dataset, examples);
        Scorer unmeasured = new Scorer(
                new ScorerCard(
                        fingerprint,
                        dataset.name(),
                        dataset.fingerprint(),
                        settings,
                        dataset.featureType(),
                        normalizer,
                        classes,
                        pictures(dataset),
                        examples,
                        dataset.count(Split.TEST),
                        0,
                        seconds,
                        ScorerCard.sha256(json.getBytes(StandardCharsets.UTF_8)),
                        ScorerCard.sha256(ScorerStore.bytes(parameters))),
                json,
                parameters);
        Scorer scorer = new Scorer(unmeasured.card().withAccuracy(accuracy(unmeasured, test)), json, parameters);
        LOG.info(
                "Scorer {} of {}: {} examples in {} s, test accuracy {}",
                fingerprint,
                dataset.name(),
                examples,
                Math.round(seconds),
                scorer.card().accuracy());
        return scorer;
    }

    private String network(DatasetDescription dataset, long examples) {
        return settings.network(dataset.shape().features() / pictures(dataset), classes(dataset), examples)
                .toJson();
    }

    private double accuracy(Scorer scorer, JavaRDD<Block> test) {
        Broadcast<Scorer> shared = spark.broadcast(scorer);
        try {
            // One pair of counts for each partition.
            Hits all = test.mapPartitions(new Hits.Count(shared)).collect().stream()
                    .reduce(new Hits(0, 0), Hits::plus);
            return (double) all.right() / all.samples();
        } finally {
            shared.destroy();
        }
    }

    /**
     * Refuses a dataset that no scorer can be trained on.
     *
     * @throws UserException (exit 3) when it has labels of fewer than two classes, or no test samples
     */
    static void requireScorable(DatasetDescription dataset) {
        classes(dataset);
    }

    /** How many pictures the scorer looks at in a sample, one after the other. */
    private static int pictures(DatasetDescription dataset) {
        return dataset.channelClasses() > 0 ? dataset.shape().axes().get(0).size() : 1;
    }

    /** The classes of a picture that the scorer looks at. */
    private static int classes(DatasetDescription dataset) {
        int classes = dataset.channelClasses() > 0
                ? dataset.channelClasses()
                : dataset.classNames().size();
        if (classes < 2 || dataset.count(Split.TEST) == 0) {
            throw UserException.data(
                    "train the scorer",
                    "dataset.name",
                    dataset.name(),
                    "scores need labels of two classes or more and test samples; it has " + classes + " classes and "
                            + dataset.count(Split.TEST) + " test samples",
                    "Evaluate models of labelled data, or ingest it with its labels and test files");
        }
        return classes;
    }
}
