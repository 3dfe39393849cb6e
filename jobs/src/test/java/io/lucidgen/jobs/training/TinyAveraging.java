package io.lucidgen.jobs.training;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.EarlyStoppingConfig;
import io.lucidgen.config.LearningRateDecayConfig;
import io.lucidgen.config.ModelConfig;
import io.lucidgen.config.OptimizerConfig;
import io.lucidgen.config.OptimizerKind;
import io.lucidgen.config.Precision;
import io.lucidgen.config.TrainingConfig;
import io.lucidgen.config.UpdaterState;
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
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.jobs.spark.LostBlocks;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.WorkerNetworks;
import io.lucidgen.random.RandomStream;
import io.lucidgen.training.LearningRateSchedule;
import io.lucidgen.training.LocalResult;
import io.lucidgen.training.LocalTrainer;
import io.lucidgen.training.OuterStep;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs of a tiny GAN on made-up data, on a Spark of the test's. */
final class TinyAveraging {

    static final int LOCAL_STEPS = 3;
    private static final int FEATURES = 12;
    private static final int BLOCK = 8;

    private final JavaSparkContext spark;

    TinyAveraging(JavaSparkContext spark) {
        this.spark = spark;
    }

    /** What a run is made of besides its task and data; nothing in it disturbs the run. */
    static final class Setting {
        int chunkSize = 1000;
        ModelState start;
        StragglerRule rule = StragglerRule.WAIT_FOR_ALL;
        LeftOutWorkers leftOut = LeftOutWorkers.unrecorded();
        LongPredicate wholeAfter = number -> true;
        RoundDescriptions phases = (number, phase) -> () -> {};
        final List<String> lines = new ArrayList<>();
    }

    ModelState rounds(LocalTask task, JavaRDD<Block> shards, int rounds) throws Exception {
        return rounds(task, shards, rounds, new Setting());
    }

    /** The state after some more rounds. */
    ModelState rounds(LocalTask task, JavaRDD<Block> shards, int rounds, Setting setting) throws Exception {
        try (ResidentRun run = run(task, shards, setting)) {
            for (int i = 0; i < rounds; i++) {
                run.next();
            }
            return run.state();
        }
    }

    ResidentRun run(LocalTask task, JavaRDD<Block> shards, Setting setting) {
        ModelState start = start(task, setting);
        AveragingRound round =
                new AveragingRound(spark, (cursors, rounds) -> shards, task, plan(task, setting), setting.phases);
        return new ResidentRun(round, start, setting.rule, setting.leftOut, setting.wholeAfter, setting.lines::add);
    }

    PiecePlan plan(LocalTask task, Setting setting) {
        return PiecePlan.of(
                start(task, setting).slots(), task.shards().workers(), spark.defaultParallelism(), setting.chunkSize);
    }

    private static ModelState start(LocalTask task, Setting setting) {
        return setting.start == null ? start(task) : setting.start;
    }

    /** Phases on which blocks of the state and of the second worker are lost, from the second round on. */
    static RoundDescriptions losing() {
        List<String> begun = new ArrayList<>();
        return (round, phase) -> {
            begun.add(round + phase);
            if (round >= 2 && begun.indexOf(round + phase) == begun.size() - 1) {
                LostBlocks.lose(part -> part.startsWith("w1p") || part.startsWith("p"));
            }
            return () -> {};
        };
    }

    static ModelState start(LocalTask task) {
        return task.outer()
                .begin(TrainingSteps.initialState(
                        task.definition(), task.training(), task.shards().workers(), task.seed()));
    }

    LocalResult alone(LocalTask task, ModelState start, int worker) {
        BatchOrder order = BatchOrder.of(task.shards(), worker, task.training().batchSize());
        LocalTrainer trainer = new LocalTrainer(
                TrainingSteps.create(task.definition(), task.model(), task.training(), order.batchSize()), FEATURES);
        if (task.updaterState() == UpdaterState.RESET) {
            trainer.restartOptimizer(start.counters());
        }
        BlockBatches batches = BlockBatches.collect(
                blocks(task, worker).iterator(),
                order,
                start.cursors().get(worker),
                LOCAL_STEPS,
                task.featureType(),
                task.definition().normalizer());
        return trainer.train(start, batches, LOCAL_STEPS, task.seed(), worker);
    }

    JavaRDD<Block> shards(LocalTask task) {
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
            ByteBuffer features = ByteBuffer.allocate(
                            count * FEATURES * task.featureType().bytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
            RandomStream random = new RandomStream(worker * 1000L + index);
            while (features.hasRemaining()) {
                int value = random.nextInt(256);
                if (task.featureType() == FeatureType.UINT8) {
                    features.put((byte) value);
                } else {
                    features.putFloat(value);
                }
            }
            blocks.add(new Block(worker, index, count, features.array(), new int[count]));
        }
        return blocks;
    }

    /** A block whose features, of type float, are all not-a-number. */
    static Block withoutNumbers(Block block) {
        ByteBuffer features = ByteBuffer.allocate(block.features().length).order(ByteOrder.LITTLE_ENDIAN);
        while (features.hasRemaining()) {
            features.putFloat(Float.NaN);
        }
        return new Block(block.worker(), block.index(), block.count(), features.array(), block.labels());
    }

    /** The same with an outer step. */
    static LocalTask with(OuterStep outer, LocalTask task) {
        return new LocalTask(
                task.runId() + outer,
                task.seed(),
                task.definition(),
                task.model(),
                task.training(),
                task.localSteps(),
                task.updaterState(),
                outer,
                task.own(),
                task.shards(),
                task.featureType(),
                task.schedule());
    }

    /** The same with a discriminator for each worker. */
    static LocalTask with(WorkerNetworks own, LocalTask task) {
        return new LocalTask(
                task.runId() + own,
                task.seed(),
                task.definition(),
                task.model(),
                task.training(),
                task.localSteps(),
                task.updaterState(),
                task.outer(),
                own,
                task.shards(),
                task.featureType(),
                task.schedule());
    }

    /** The same with another way to treat moments and a moving average. */
    static LocalTask with(UpdaterState updaterState, double emaDecay, LocalTask task) {
        return with(updaterState, emaDecay, 1, task);
    }

    /** The same with a share of the learning rate besides. */
    static LocalTask with(UpdaterState updaterState, double emaDecay, double rateShare, LocalTask task) {
        TrainingConfig training = task.training();
        OptimizerConfig optimizer = training.optimizer();
        return new LocalTask(
                task.runId() + updaterState + rateShare,
                task.seed(),
                task.definition(),
                task.model(),
                new TrainingConfig(
                        training.batchSize(),
                        training.rounds(),
                        training.heldOutExamples(),
                        training.heldOutEvery(),
                        training.checkpointEvery(),
                        training.keepCheckpoints(),
                        training.precision(),
                        training.warmUpSteps(),
                        training.learningRateDecay(),
                        emaDecay,
                        training.emaRampUp(),
                        training.earlyStopping(),
                        new OptimizerConfig(
                                optimizer.kind(),
                                optimizer.learningRate() * rateShare,
                                optimizer.beta1(),
                                optimizer.beta2(),
                                optimizer.epsilon(),
                                optimizer.clipNorm()),
                        training.stability()),
                task.localSteps(),
                updaterState,
                task.outer(),
                task.own(),
                task.shards(),
                task.featureType(),
                task.schedule());
    }

    static LocalTask task(int workers, long examples) {
        return task(workers, examples, FeatureType.UINT8);
    }

    static LocalTask task(int workers, long examples, FeatureType type) {
        ModelConfig model = ConfigLoader.defaultsWith(
                        "model.name=tiny",
                        "model.latent-size=3",
                        "model.gan.generator-layers=[7, 9]",
                        "model.adversarial.discriminator-layers=[8, 5]",
                        "model.adversarial.discriminator-dropout=0.3",
                        "model.adversarial.real-label=0.9")
                .model();
        TrainingConfig training = new TrainingConfig(
                5,
                3,
                8,
                1,
                10,
                2,
                Precision.FLOAT,
                0,
                LearningRateDecayConfig.NONE,
                0,
                0.05,
                EarlyStoppingConfig.NONE,
                new OptimizerConfig(OptimizerKind.ADAM, 0.01, 0.5, 0.999, 1e-8, 0),
                ConfigLoader.defaultsWith().training().stability());
        ModelDefinition definition = ModelFamilies.named(model.family()).define(model, dataset(examples, type));
        return new LocalTask(
                "run",
                17,
                definition,
                model,
                training,
                LOCAL_STEPS,
                UpdaterState.AVERAGE,
                OuterStep.NONE,
                new WorkerNetworks(0),
                new ShardPlan(examples, workers, BLOCK, 17),
                type,
                LearningRateSchedule.CONSTANT);
    }

    private static DatasetDescription dataset(long examples, FeatureType type) {
        return new DatasetDescription(
                1,
                "tiny",
                Modality.IMAGE,
                SampleShape.image(1, 3, 4),
                type,
                new FeatureStatistics(0, 255, 100, 50, examples),
                List.of(),
                Map.of(Split.TRAIN, examples, Split.TEST, 10L),
                0,
                "0123456789abcdef0123456789abcdef");
    }
}
