package io.lucidgen.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.GanConfig;
import io.lucidgen.config.Likelihood;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.Precision;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.config.VaeConfig;
import io.lucidgen.config.WeightInitialization;
import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.Block;
import io.lucidgen.data.BlockBatches;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.data.Split;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelFamilies;
import io.lucidgen.model.ModelState;
import io.lucidgen.random.RandomStream;
import io.lucidgen.training.LocalResult;
import io.lucidgen.training.LocalTrainer;
import io.lucidgen.training.TrainingSteps;
import io.lucidgen.training.WeightedMean;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A round on Spark gives the weighted mean of its workers, and the same bits whatever happens to its tasks. */
class AveragingRoundTest {

    private static final int FEATURES = 12;
    private static final int LOCAL_STEPS = 3;
    private static final int BLOCK = 8;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    private static JavaSparkContext spark;

    @BeforeAll
    static void start() {
        spark = SPARK.context();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void workersThatFinishInAnyOrderGiveTheSameBits(int workers) throws Exception {
        LocalTask task = task(workers, 1000);
        ModelState calm = rounds(task, shards(task), 2);

        for (int repeat = 0; repeat < 3; repeat++) {
            ModelState disturbed = rounds(task, shards(task).mapPartitions(new RandomDelay(), true), 2);
            assertThat(disturbed).isEqualTo(calm);
        }
    }

    @Test
    void tasksThatRunAgainGiveTheSameBits() throws Exception {
        LocalTask task = task(4, 1000);

        ModelState disturbed = rounds(task, shards(task).mapPartitions(new FailFirstAttempt(), true), 2);

        assertThat(disturbed).isEqualTo(rounds(task, shards(task), 2));
    }

    @Test
    void unequalShardsAreWeightedByWhatTheyProcessed() throws Exception {
        // 13 examples over 4 workers: shards of 4, 3, 3 and 3, each smaller than a batch of 5.
        LocalTask task = task(4, 13);
        ModelState start = start(task);
        RoundOutcome outcome;
        ModelState averaged;
        try (ResidentRun run = run(task, shards(task), 100)) {
            outcome = run.next();
            averaged = run.state();
        }

        List<LocalResult> locals = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            locals.add(alone(task, start, worker));
        }
        assertThat(locals).extracting(LocalResult::examples).containsExactly(12L, 9L, 9L, 9L);
        assertThat(outcome.examples()).isEqualTo(39);
        assertThat(averaged.cursors()).containsExactly(12L, 9L, 9L, 9L);
        assertThat(averaged.counters().steps()).isEqualTo(LOCAL_STEPS);
        for (String slot : start.slots().keySet()) {
            WeightedMean mean = new WeightedMean(start.slot(slot).length());
            locals.forEach(local -> mean.add(local.slots().get(slot), local.examples()));
            assertThat(averaged.slot(slot)).isEqualTo(mean.result()).isNotEqualTo(start.slot(slot));
        }
    }

    @Test
    void sizeOfThePiecesDoesNotChangeTheBits() throws Exception {
        LocalTask task = task(4, 100);

        assertThat(rounds(task, shards(task), 2, 4 * 100)).isEqualTo(rounds(task, shards(task), 2, 1 << 20));
    }

    private static ModelState rounds(LocalTask task, JavaRDD<Block> shards, int rounds) throws Exception {
        return rounds(task, shards, rounds, 200);
    }

    private static ModelState rounds(LocalTask task, JavaRDD<Block> shards, int rounds, int chunkSize)
            throws Exception {
        try (ResidentRun run = run(task, shards, chunkSize)) {
            for (int i = 0; i < rounds; i++) {
                run.next();
            }
            return run.state();
        }
    }

    private static ResidentRun run(LocalTask task, JavaRDD<Block> shards, int chunkSize) {
        ModelState start = start(task);
        PiecePlan plan = PiecePlan.of(start.slots(), task.shards().workers(), spark.defaultParallelism(), chunkSize);
        AveragingRound round = new AveragingRound(spark, cursors -> shards, task, plan, (number, phase) -> () -> {});
        return new ResidentRun(round, start, line -> {});
    }

    private static ModelState start(LocalTask task) {
        return TrainingSteps.initialState(
                task.definition(), task.training(), task.shards().workers(), task.seed());
    }

    private static LocalResult alone(LocalTask task, ModelState start, int worker) {
        BatchOrder order = BatchOrder.of(task.shards(), worker, task.training().batchSize());
        LocalTrainer trainer = new LocalTrainer(
                TrainingSteps.create(task.definition(), task.model(), task.training(), order.batchSize()), FEATURES);
        BlockBatches batches = BlockBatches.collect(
                blocks(task, worker).iterator(),
                order,
                0,
                LOCAL_STEPS,
                FeatureType.UINT8,
                task.definition().normalizer());
        return trainer.train(start, batches, LOCAL_STEPS, task.seed(), worker);
    }

    private static JavaRDD<Block> shards(LocalTask task) {
        List<List<Block>> partitions = new ArrayList<>();
        for (int worker = 0; worker < task.shards().workers(); worker++) {
            partitions.add(blocks(task, worker));
        }
        return spark.parallelize(partitions, partitions.size()).flatMap(List::iterator);
    }

    private static List<Block> blocks(LocalTask task, int worker) {
        List<Block> blocks = new ArrayList<>();
        for (int index = 0; index < task.shards().blocks(worker); index++) {
            int count = task.shards().blockCount(worker, index);
            byte[] features = new byte[count * FEATURES];
            RandomStream random = new RandomStream(worker * 1000L + index);
            for (int i = 0; i < features.length; i++) {
                features[i] = (byte) random.nextInt(256);
            }
            blocks.add(new Block(worker, index, count, features, new int[count]));
        }
        return blocks;
    }

    private static LocalTask task(int workers, long examples) {
        ModelConfig model = new ModelConfig(
                "tiny",
                ModelConfig.GAN,
                3,
                new GanConfig(
                        List.of(7, 9),
                        List.of(8, 5),
                        0.2,
                        0.3,
                        0.9,
                        UpdateOrder.ALTERNATING,
                        WeightInitialization.GLOROT_UNIFORM),
                new VaeConfig(List.of(9), List.of(8), Likelihood.BERNOULLI, 1, 0));
        TrainingConfig training = new TrainingConfig(
                5, 3, 8, 1, 10, 2, Precision.FLOAT, new OptimizerConfig(OptimizerKind.ADAM, 0.01, 0.5, 0.999, 1e-8));
        ModelDefinition definition = ModelFamilies.named(model.family()).define(model, dataset(examples));
        return new LocalTask(
                "run",
                17,
                definition,
                model,
                training,
                LOCAL_STEPS,
                new ShardPlan(examples, workers, BLOCK, 17),
                FeatureType.UINT8);
    }

    private static DatasetDescription dataset(long examples) {
        return new DatasetDescription(
                1,
                "tiny",
                Modality.IMAGE,
                SampleShape.image(1, 3, 4),
                FeatureType.UINT8,
                new FeatureStatistics(0, 255, 100, 50, examples),
                List.of(),
                Map.of(Split.TRAIN, examples, Split.TEST, 10L),
                0,
                "0123456789abcdef0123456789abcdef");
    }

    /** Lets the tasks of a round finish in a random order. */
    private static final class RandomDelay implements FlatMapFunction<Iterator<Block>, Block> {
        @Override
        public Iterator<Block> call(Iterator<Block> blocks) throws InterruptedException {
            Thread.sleep(ThreadLocalRandom.current().nextInt(150));
            return blocks;
        }
    }

    /** Fails the first attempt of every other task. */
    private static final class FailFirstAttempt implements FlatMapFunction<Iterator<Block>, Block> {
        @Override
        public Iterator<Block> call(Iterator<Block> blocks) {
            if (TaskContext.getPartitionId() % 2 == 0 && TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("this attempt fails on purpose");
            }
            return blocks;
        }
    }
}
