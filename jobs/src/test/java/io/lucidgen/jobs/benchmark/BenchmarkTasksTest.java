package io.lucidgen.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.Block;
import io.lucidgen.data.ShardPlan;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.jobs.spark.Serialization;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.BinaryClassifier;
import io.lucidgen.model.ModelDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import scala.Tuple2;

class BenchmarkTasksTest {

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @Test
    void shardsAreWholeAndGoThroughTheImagesInOrder() {
        Rows rows = numbered(100);
        ShardPlan plan = new ShardPlan(500, 2, 64, 1);
        RepeatRows task = Serialization.roundTrip(new RepeatRows(SPARK.context().broadcast(rows), plan));

        List<Block> blocks = SPARK.context()
                .parallelize(List.of(0, 1), 2)
                .mapPartitions(task, true)
                .collect();

        assertThat(blocks).hasSize(8);
        int[] next = {0, 250 % 100};
        for (Block block : blocks) {
            assertThat(block.count()).isEqualTo(plan.blockCount(block.worker(), block.index()));
            for (int i = 0; i < block.count(); i++) {
                assertThat((int) block.features()[i * Rows.PIXELS]).isEqualTo(next[block.worker()]);
                assertThat(block.labels()[i]).isEqualTo(next[block.worker()] % 2);
                next[block.worker()] = (next[block.worker()] + 1) % 100;
            }
        }
    }

    @Test
    void peersReadTheSamePixels(@TempDir Path folder) throws Exception {
        Rows rows = numbered(3);
        Path file = folder.resolve("rows.bin");
        rows.write(file);

        assertThat(Files.size(file)).isEqualTo(3L * Rows.PIXELS);
        assertThat(Rows.read(file).features()).isEqualTo(rows.features());
    }

    @Test
    void theStockMasterSeesTheSameValuesAndTrainsANetworkOfTheSameSize() {
        ModelDefinition definition = BinaryClassifier.define(List.of(1024, 512, 256), 0.2, Rows.description(3));
        PackBatch task = Serialization.roundTrip(new PackBatch(definition.normalizer()));

        DataSet batch = task.call(numbered(3).block(new ShardPlan(3, 1, 3, 1), 0, 0));

        assertThat(batch.getFeatures().shape()).containsExactly(3, Rows.PIXELS);
        assertThat(batch.getLabels().toFloatVector()).containsExactly(0, 1, 0);
        for (int row = 0; row < 3; row++) {
            assertThat(batch.getFeatures().getFloat(row, 0))
                    .isEqualTo(definition.normalizer().apply(row));
        }
        LucidgenConfig config = Recipe.TUTORIAL_GAN.config(2, 5);
        MultiLayerNetwork stock = new MultiLayerNetwork(StockTraining.classifier(
                List.of(1024, 512, 256), 0.2, config.training().optimizer()));
        stock.init();
        assertThat(stock.numParams())
                .isEqualTo(1_460_225)
                .isEqualTo(definition.network(BinaryClassifier.NETWORK).parameterCount());
    }

    @Test
    void theTutorialsGanHasTheParametersOfTheTutorial() {
        ModelDefinition definition = Recipe.TUTORIAL_GAN.definition(Rows.description(1));

        assertThat(definition.network("discriminator").parameterCount()).isEqualTo(1_460_225);
        assertThat(definition.network("generator").parameterCount()).isEqualTo(1_506_448);
        LucidgenConfig config = Recipe.TUTORIAL_GAN.config(2, 10);
        assertThat(TrainingSteps.initialState(definition, config.training(), 2, 1)
                        .size())
                .isEqualTo(3L * (1_460_225 + 1_506_448));
    }

    @Test
    void peaksOfMemoryComeFromEveryProcess() throws Exception {
        PeakMemory.OfExecutor task = Serialization.roundTrip(new PeakMemory.OfExecutor(false));

        List<Tuple2<String, Double>> peaks = SPARK.context()
                .parallelize(List.of(0, 0), 2)
                .mapPartitionsToPair(task)
                .collect();

        assertThat(peaks).hasSize(2).allSatisfy(peak -> {
            assertThat(peak._1()).isEqualTo("driver");
            assertThat(peak._2()).isBetween(1.0, 1e6);
        });
    }

    @Test
    void peaksAreReadInMebibytes(@TempDir Path folder) throws Exception {
        Path status = Files.writeString(folder.resolve("status"), "VmPeak:\t 9 kB\nVmHWM:\t    2048 kB\n");

        assertThat(PeakMemory.peak(status)).hasValue(2);
        assertThat(PeakMemory.peak(folder.resolve("absent"))).isEmpty();
    }

    /** Image n is filled with n, and its label is whether n is odd. */
    private static Rows numbered(int count) {
        byte[] features = new byte[count * Rows.PIXELS];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            java.util.Arrays.fill(features, i * Rows.PIXELS, (i + 1) * Rows.PIXELS, (byte) i);
            labels[i] = i % 2;
        }
        return new Rows(features, labels);
    }
}
