package io.lucidgen.jobs.benchmark;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.BatchOrder;
import io.lucidgen.data.Block;
import io.lucidgen.data.BlockBatches;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.training.LocalResult;
import io.lucidgen.training.LocalTrainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a process without Spark does: one trainer on one shard, told over its input how many steps to take.
 *
 * <p>It is the yardstick for rounds on a cluster, and our side of the comparison of one core.
 */
public final class LocalTrainerLoop {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int BLOCKS = 8;

    private final LucidgenConfig config;
    private final ModelDefinition definition;
    private final LocalTrainer trainer;
    private final List<Block> shard;
    private final BatchOrder order;
    private final int worker;
    private ModelState state;

    /**
     * Prepares a trainer.
     *
     * @param recipe names what is trained, such as {@code tutorial-gan}
     * @param rows a file of images, unsigned bytes
     * @param worker the logical worker, 0 or 1
     */
    public LocalTrainerLoop(String recipe, Path rows, int worker) throws IOException {
        Recipe trained = Recipe.named(recipe);
        ShardPlan plan = BenchmarkData.plan(2, BLOCKS);
        Rows images = Rows.read(rows);
        this.config = trained.config(2, 1);
        this.definition = trained.definition(Rows.description(plan.examples()));
        this.worker = worker;
        this.shard = IntStream.range(0, plan.blocks(worker))
                .mapToObj(index -> images.block(plan, worker, index))
                .toList();
        this.order = BatchOrder.of(plan, worker, config.training().batchSize());
        this.trainer = new LocalTrainer(
                TrainingSteps.create(
                        definition,
                        config.model(),
                        config.training(),
                        config.training().batchSize()),
                Rows.PIXELS);
        this.state = TrainingSteps.initialState(definition, config.training(), plan.workers(), config.seed());
    }

    /** Takes steps as it is told to until the input ends. */
    public void run(int warmUpSteps, BufferedReader requests, PrintWriter answers) throws IOException {
        take(warmUpSteps);
        answers.println(PeerProcess.READY);
        answers.flush();
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            long began = System.nanoTime();
            take(Integer.parseInt(line));
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            answers.println(PeerProcess.SECONDS + String.format(Locale.ROOT, "%.6f", seconds));
            answers.flush();
        }
    }

    private void take(int steps) {
        long consumed = state.counters().examples();
        BlockBatches batches = BlockBatches.collect(
                shard.iterator(), order, consumed, steps, FeatureType.UINT8, definition.normalizer());
        LocalResult result = trainer.train(state, batches, steps, config.seed(), worker);
        Counters counters = state.counters().afterRound(steps, result.examples());
        state = new ModelState(result.slots(), counters, state.cursors());
    }
}
