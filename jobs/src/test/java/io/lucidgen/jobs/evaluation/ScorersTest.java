package io.lucidgen.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.data.Block;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ScorersTest {
    private static final ScorerSettings SETTINGS = new ScorerSettings(2, 10, 10, 5e-3);
    private static final int TRAIN = 400;
    private static final int TEST = 90;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private Path root;

    @Test
    void learnsTheClassesAndIsReusedBitForBit() throws IOException {
        Scorer trained = open(SETTINGS);

        assertThat(trained.card().accuracy()).isGreaterThan(0.95);
        Scorer reused = new Scorers(SPARK.context(), store(), SETTINGS)
                .open(description(), ScorersTest::notAskedFor, ScorersTest::notAskedFor);
        assertThat(reused.card()).isEqualTo(trained.card());
        assertThat(reused.parameters()).isEqualTo(trained.parameters());
        assertThat(reused.network()).isEqualTo(trained.network());
    }

    @Test
    void trainingTwiceGivesTheSameParameters() throws IOException {
        Scorer first = open(SETTINGS);
        FileSystem.getLocal(new Configuration())
                .delete(new org.apache.hadoop.fs.Path(root.resolve("scorers").toUri()), true);

        assertThat(open(SETTINGS).card().parametersSha256())
                .isEqualTo(first.card().parametersSha256());
    }

    @Test
    void otherSettingsAreAnotherScorer() throws IOException {
        Scorer first = open(SETTINGS);
        Scorer other = open(new ScorerSettings(1, 10, 10, 5e-3));

        assertThat(other.card().fingerprint()).isNotEqualTo(first.card().fingerprint());
    }

    @Test
    void anAlteredScorerIsRefused() throws IOException {
        Path parameters = folder(open(SETTINGS)).resolve("parameters.bin");
        byte[] bytes = Files.readAllBytes(parameters);
        bytes[5] ^= 1;
        Files.write(parameters, bytes);

        assertThatThrownBy(() -> open(SETTINGS))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("parameters.bin");
    }

    @Test
    void aScorerWithoutItsParametersIsRefused() throws IOException {
        Files.delete(folder(open(SETTINGS)).resolve("parameters.bin"));

        assertThatThrownBy(() -> open(SETTINGS)).isInstanceOf(UserException.class);
    }

    @Test
    void aWorkerWithoutExamplesIsRefused() {
        Scorers scorers = new Scorers(SPARK.context(), store(), SETTINGS);
        JavaRDD<Block> lopsided = SPARK.context()
                .parallelize(List.of(0, 1), 2)
                .flatMap(
                        worker -> LabelledBlobs.blocks(1, 0, worker * TRAIN, 50).iterator());

        assertThatThrownBy(() -> scorers.open(description(), () -> lopsided, ScorersTest::test))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("needs training examples");
    }

    @Test
    void looksAtEachChannelByItselfWhereEachHasAClassOfItsOwn() throws IOException {
        Scorer scorer = new Scorers(SPARK.context(), store(), SETTINGS)
                .open(
                        StackedBlobs.description(TRAIN, TEST),
                        () -> SPARK.context()
                                .parallelize(List.of(0, 1), 2)
                                .map(worker -> StackedBlobs.block(1, worker, TRAIN / 2)),
                        () -> SPARK.context().parallelize(List.of(StackedBlobs.block(2, 0, TEST)), 1));

        assertThat(scorer.card().pictures()).isEqualTo(3);
        assertThat(scorer.card().classes()).isEqualTo(LabelledBlobs.CLASSES);
        assertThat(scorer.card().accuracy()).as("of all three channels").isGreaterThan(0.9);
        Block block = StackedBlobs.block(3, 0, 50);
        ScoredRows seen = new ScorerNetwork(scorer).score(block.features(), block.count());
        assertThat(seen.features().columns()).isEqualTo(3 * ScorerSettings.FEATURES);
        for (int i = 0; i < block.count(); i++) {
            float[] probabilities = seen.probabilities()[i];
            assertThat(probabilities).hasSize(27);
            double sum = 0;
            for (float probability : probabilities) {
                sum += probability;
                assertThat(probability).isLessThanOrEqualTo(probabilities[seen.classes()[i]]);
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
        assertThat(scorer.card()).isEqualTo(ScorerCard.fromJson(scorer.card().toJson()));
    }

    private Scorer open(ScorerSettings settings) throws IOException {
        return new Scorers(SPARK.context(), store(), settings)
                .open(description(), ScorersTest::train, ScorersTest::test);
    }

    private ScorerStore store() {
        try {
            return new ScorerStore(
                    FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(root.toUri()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path folder(Scorer scorer) {
        return root.resolve("scorers/blobs").resolve(scorer.card().fingerprint().substring(0, 16));
    }

    private static DatasetDescription description() {
        return LabelledBlobs.description(TRAIN, TEST);
    }

    private static JavaRDD<Block> train() {
        return SPARK.context()
                .parallelize(List.of(0, 1), 2)
                .flatMap(
                        worker -> LabelledBlobs.blocks(1, worker, TRAIN / 2, 50).iterator());
    }

    private static JavaRDD<Block> test() {
        return SPARK.context().parallelize(LabelledBlobs.blocks(2, 0, TEST, 20), 2);
    }

    private static JavaRDD<Block> notAskedFor() {
        throw new AssertionError("the scorer is there, so no data must be read");
    }
}
