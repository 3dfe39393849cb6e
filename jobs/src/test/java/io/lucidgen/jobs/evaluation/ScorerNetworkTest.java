package io.lucidgen.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Normalizer;
import io.lucidgen.evaluation.FeatureRows;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ScorerNetworkTest {
    private static final ScorerSettings SETTINGS = new ScorerSettings(1, 10, 10, 1e-3);
    private static final DatasetDescription BLOBS = LabelledBlobs.description(400, 90);
    private static final int SAMPLES = 150;
    private static final int SIZE = LabelledBlobs.FEATURES;

    private final MultiLayerNetwork trained = trained();
    private final ScorerNetwork network = new ScorerNetwork(scorer(trained));
    private final byte[] pictures = LabelledBlobs.pictures(5, new int[SAMPLES]);

    @Test
    void seesWhatTheTrainedNetworkSees() {
        float[] values = new float[pictures.length];
        Normalizer.unit(0, 255).apply(FeatureType.UINT8, pictures, 0, values, 0, values.length);
        var expected = trained.feedForward(Nd4j.createFromArray(values).reshape('c', SAMPLES, SIZE), false);
        ScoredRows scored = network.score(pictures, SAMPLES);

        INDArray features = expected.get(2);
        INDArray probabilities = expected.get(3);
        for (int row = 0; row < SAMPLES; row++) {
            for (int i = 0; i < ScorerSettings.FEATURES; i++) {
                assertThat(scored.features().values()[row * ScorerSettings.FEATURES + i])
                        .isCloseTo(features.getFloat(row, i), within(1e-5f));
            }
            for (int c = 0; c < LabelledBlobs.CLASSES; c++) {
                assertThat(scored.probabilities()[row][c]).isCloseTo(probabilities.getFloat(row, c), within(1e-5f));
                assertThat(scored.probabilities()[row][scored.classes()[row]])
                        .isGreaterThanOrEqualTo(scored.probabilities()[row][c]);
            }
        }
    }

    @Test
    void aSampleHasTheSameBitsInAnyCompany() {
        FeatureRows all = network.score(pictures, SAMPLES).features();
        for (int from : new int[] {1, 63, 64, 100, SAMPLES - 1}) {
            byte[] rest = Arrays.copyOfRange(pictures, from * SIZE, pictures.length);

            assertThat(network.score(rest, SAMPLES - from).features().values())
                    .isEqualTo(all.slice(from, SAMPLES).values());
        }
    }

    private static MultiLayerNetwork trained() {
        MultiLayerNetwork trained = new MultiLayerNetwork(SETTINGS.network(SIZE, LabelledBlobs.CLASSES, 400));
        trained.init();
        // Biases begin at zero, and are to be told apart from weights.
        trained.setParams(trained.params().add(0.01));
        return trained;
    }

    private static Scorer scorer(MultiLayerNetwork trained) {
        ScorerCard card = new ScorerCard(
                "",
                BLOBS.name(),
                BLOBS.fingerprint(),
                SETTINGS,
                FeatureType.UINT8,
                Normalizer.unit(0, 255),
                LabelledBlobs.CLASSES,
                1,
                400,
                90,
                0,
                0,
                "",
                "");
        return new Scorer(card, "", trained.params().data().asFloat());
    }
}
