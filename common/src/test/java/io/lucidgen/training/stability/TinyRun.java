package io.lucidgen.training.stability;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.BatchSource;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Modality;
import io.lucidgen.data.SampleShape;
import io.lucidgen.data.Split;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.family.TrainingSteps;
import io.lucidgen.model.Counters;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.Network;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.LocalTrainer;
import io.lucidgen.training.StepMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model that one worker trains for about a second, on pictures of one bright spot, round by round. */
final class TinyRun {

    static final int LOCAL_STEPS = 10;
    static final int MEASURED_EVERY = 5;
    static final int SIDE = 4;
    static final int PIXELS = SIDE * SIDE;
    private static final int BATCH = 32;
    private static final int HELD_OUT = 320;

    private final LucidgenConfig config;
    private final ModelDefinition definition;
    private final LocalTrainer trainer;
    private final Spots spots;
    private final INDArray heldOut;
    private Counters counters = Counters.ZERO;

    /** A run with these settings beside those of {@link #gan} or {@link #vae}. */
    private TinyRun(long seed, String... settings) {
        config = ConfigLoader.defaultsWith(settings);
        definition = ModelFamilies.named(config.model().family()).define(config.model(), dataset());
        trainer = new LocalTrainer(TrainingSteps.create(definition, config.model(), config.training(), BATCH), PIXELS);
        ModelState first = TrainingSteps.initialState(definition, config.training(), 1, seed);
        trainer.restore(first);
        boolean soft = config.model().family().equals("gan");
        spots = new Spots(Seeds.derive(seed, 1), soft, BATCH);
        heldOut = new Spots(Seeds.derive(seed, 2), soft, HELD_OUT).rows();
    }

    static TinyRun gan(long seed, String... more) {
        return new TinyRun(
                seed,
                with(
                        more,
                        "model.name=tiny",
                        "model.latent-size=4",
                        "model.gan.generator-layers=[24]",
                        "model.gan.initial-weights=he-normal",
                        "model.adversarial.discriminator-layers=[24]",
                        "model.adversarial.real-label=0.9",
                        "training.optimizer.learning-rate=4e-3",
                        "training.optimizer.beta1=0.5"));
    }

    static TinyRun vae(long seed, String... more) {
        return new TinyRun(
                seed,
                with(
                        more,
                        "model.name=tiny",
                        "model.family=vae",
                        "model.latent-size=4",
                        "model.vae.encoder-layers=[24]",
                        "model.vae.decoder-layers=[24]",
                        "model.vae.kl-warmup-steps=50",
                        "training.optimizer.learning-rate=5e-3"));
    }

    private static String[] with(String[] more, String... first) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }

    /** Does some rounds; every fifth is measured on held-out pictures. */
    List<Measurement> rounds(int count) {
        return IntStream.range(0, count).mapToObj(i -> round()).toList();
    }

    private Measurement round() {
        StepMetrics metrics = trainer.steps(counters, spots, LOCAL_STEPS, 17, 0, 1);
        counters = counters.afterRound(LOCAL_STEPS, LOCAL_STEPS * BATCH);
        SortedMap<String, Double> all = new TreeMap<>(metrics.values());
        if (counters.rounds() % MEASURED_EVERY == 0) {
            all.putAll(trainer.step().heldOut(heldOut, 3).values());
        }
        return new Measurement(counters.rounds(), counters.steps(), all);
    }

    /** Sets all parameters of a network to a value. */
    void setParameters(String network, double value) {
        String slot = ModelState.parametersOf(network);
        SlotVector before = trainer.step().slots().get(slot).snapshot();
        double[] values = new double[before.length()];
        Arrays.fill(values, value);
        trainer.step().slots().get(slot).restore(before.like(values));
    }

    /** How right the discriminator is about held-out pictures, with as many others of them in the samples' place. */
    SortedMap<String, Double> realAgainstReal() {
        Network discriminator = new Network(
                definition.network("discriminator"),
                Nd4j.create(DataType.FLOAT, definition.network("discriminator").parameterCount()));
        trainer.step()
                .slots()
                .get(ModelState.parametersOf("discriminator"))
                .snapshot()
                .writeTo(discriminator.parameters());
        Execution judge =
                discriminator.inferenceForm().execution(HELD_OUT, ExecutionMode.INFERENCE, GradientRequest.none());
        return new TreeMap<>(Map.of(
                "held-out-accuracy-real",
                calledReal(judge, heldOut),
                "held-out-accuracy-fake",
                1 - calledReal(judge, new Spots(99, true, HELD_OUT).rows())));
    }

    private static double calledReal(Execution judge, INDArray pictures) {
        judge.input("x").assign(pictures);
        judge.forward();
        return judge.tensor("logit").gt(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    }

    /** Spoils the pictures of the next rounds. */
    void spoilPictures() {
        spots.spoilt = true;
    }

    /** Pictures of one spot anywhere: soft ones of any brightness between -1 and 1, or hard ones of zeros and ones. */
    static final class Spots implements BatchSource {
        private final RandomStream random;
        private final boolean soft;
        private final int batch;
        private boolean spoilt;

        Spots(long seed, boolean soft, int batch) {
            this.random = new RandomStream(seed);
            this.soft = soft;
            this.batch = batch;
        }

        @Override
        public int batchSize() {
            return batch;
        }

        @Override
        public void next(float[] features, int[] labels) {
            for (int row = 0; row < batch; row++) {
                double x = random.nextUniform() * (SIDE - 1);
                double y = random.nextUniform() * (SIDE - 1);
                double brightness = 0.2 + 0.8 * random.nextUniform();
                for (int k = 0; k < PIXELS; k++) {
                    double distance = Math.pow(k / SIDE - x, 2) + Math.pow(k % SIDE - y, 2);
                    double grey = soft ? 2 * brightness * Math.exp(-distance / 2) - 1 : distance < 1 ? 1 : 0;
                    features[row * PIXELS + k] = spoilt ? Float.NaN : (float) grey;
                }
            }
        }

        INDArray rows() {
            float[] features = new float[batch * PIXELS];
            next(features, new int[batch]);
            return Nd4j.createFromArray(features).reshape('c', batch, PIXELS);
        }
    }

    private static DatasetDescription dataset() {
        return new DatasetDescription(
                1,
                "spots",
                Modality.IMAGE,
                SampleShape.image(1, SIDE, SIDE),
                FeatureType.UINT8,
                new FeatureStatistics(0, 255, 100, 50, 100),
                List.of(),
                Map.of(Split.TRAIN, 100L, Split.TEST, 10L),
                0,
                "0123456789abcdef0123456789abcdef");
    }
}
