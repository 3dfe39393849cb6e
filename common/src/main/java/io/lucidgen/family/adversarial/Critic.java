package io.lucidgen.family.adversarial;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.HostCopy;
import io.lucidgen.network.SpectralNormalization;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.NormalizationStatistics;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainableNetwork;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A discriminator while it is trained: it learns to tell real samples from generated ones, and teaches whoever draws
 * those what to do about it.
 *
 * <p>Where it judges packs, a pack is so many consecutive rows of a batch. Its losses are means over the packs.
 */
public final class Critic {

    /** The network's name in a model. */
    public static final String NETWORK = "discriminator";

    /** The network's input: a sample, or a pack of them one after the other. */
    public static final String INPUT = "x";

    /** The network's output, before any sigmoid. */
    public static final String LOGIT = "logit";

    private enum Purpose {
        DROPOUT,
        TAUGHT_DROPOUT,
        NOISE,
        TAUGHT_NOISE
    }

    private final AdversarialConfig config;
    private final LossPair losses;
    private final Optional<CodeRecognition> recognition;
    private final int packs;
    private final TrainableNetwork discriminator;
    private final Halves halves;
    private final Execution judgeGenerated;
    private final Execution judgeHeldOut;
    private final float[] noise;
    private final INDArray noiseRows;

    /**
     * Prepares a discriminator.
     *
     * @param recognition how what it says of codes is judged; empty for a model without
     * @throws IllegalArgumentException if the batch is no whole number of packs
     */
    public Critic(
            ModelDefinition definition,
            AdversarialConfig config,
            Optional<CodeRecognition> recognition,
            StepSettings settings) {
        if (settings.batch() % config.packing() != 0) {
            throw new IllegalArgumentException("A batch of %d samples is no whole number of packs of %d"
                    .formatted(settings.batch(), config.packing()));
        }
        this.config = config;
        this.losses = LossPair.of(config);
        this.recognition = recognition;
        this.packs = settings.batch() / config.packing();
        this.discriminator = new TrainableNetwork(definition, NETWORK, settings);
        this.halves = Halves.of(discriminator.network(), packs);
        this.judgeGenerated =
                discriminator.network().execution(packs, ExecutionMode.TRAINING, GradientRequest.of(INPUT));
        this.judgeHeldOut = discriminator
                .network()
                .inferenceForm()
                .execution(packs, ExecutionMode.INFERENCE, GradientRequest.none());
        this.noise = new float
                [config.instanceNoise() > 0
                        ? settings.batch() * definition.sampleShape().features()
                        : 0];
        this.noiseRows = config.instanceNoise() > 0
                ? Nd4j.create(
                        settings.precision(),
                        new long[] {settings.batch(), definition.sampleShape().features()},
                        'c')
                : null;
    }

    /** The network, which {@link #update} moves. */
    public TrainableNetwork discriminator() {
        return discriminator;
    }

    /**
     * Judges real and generated samples and computes its gradient; {@link #update} applies it.
     *
     * @param real {@code [batch, features]}
     * @param labels {@code [batch]}, classes of the real samples; null where the model is told none
     * @param metrics receives its loss, and the share of each half that it judges rightly
     */
    public void learn(
            INDArray real, int[] labels, Drawn drawn, long seed, long step, SortedMap<String, Double> metrics) {
        show(halves.real(INPUT), real, step, Seeds.derive(seed, Purpose.NOISE.ordinal(), 0));
        show(halves.generated(INPUT), drawn.samples(), step, Seeds.derive(seed, Purpose.NOISE.ordinal(), 1));
        halves.seed(Seeds.derive(seed, Purpose.DROPOUT.ordinal()));
        halves.forward();
        INDArray ofReal = halves.real(LOGIT);
        INDArray ofGenerated = halves.generated(LOGIT);
        double loss = losses.real().sum(ofReal, halves.realCotangent(LOGIT), packs, labels, 1.0 / packs)
                + losses.generated()
                        .sum(ofGenerated, halves.generatedCotangent(LOGIT), packs, drawn.labels(), 1.0 / packs);
        if (recognition.isPresent()) {
            CodeRecognition.Sums sums = recognition
                    .get()
                    .sum(
                            halves.generated(CodeRecognition.CODES),
                            halves.generatedCotangent(CodeRecognition.CODES),
                            drawn.latents(),
                            packs,
                            1.0 / packs);
            metrics.put("code-loss", sums.loss());
            sums.into(metrics, "");
        }
        halves.backward();
        metrics.put("discriminator-loss", loss / packs);
        metrics.put("discriminator-accuracy-real", (double) above(ofReal, packs, labels) / packs);
        metrics.put("discriminator-accuracy-fake", 1 - (double) above(ofGenerated, packs, drawn.labels()) / packs);
        discriminator.clip(halves.parameterGradient(), metrics);
    }

    /** Applies the gradient of the last {@link #learn} and clips the weights where that is set. */
    public void update(long step, double rateShare) {
        discriminator.update(halves.parameterGradient(), step, rateShare);
        if (config.weightClip() > 0) {
            INDArray parameters = discriminator.network().parameters();
            double bound = config.weightClip();
            parameters.assign(Transforms.max(Transforms.min(parameters, bound, true), -bound, true));
        }
        SpectralNormalization.turn(discriminator.network());
    }

    /**
     * Judges samples for the one who drew them.
     *
     * @param slope {@code [batch, features]}, receives the gradient of the mean loss by the samples, that of the codes
     *     included
     * @param onlyJudgedFake whether samples that it takes for real teach nothing
     */
    public Taught teach(Drawn drawn, INDArray slope, long seed, long step, boolean onlyJudgedFake) {
        INDArray input = judgeGenerated.input(INPUT);
        show(input, drawn.samples(), step, Seeds.derive(seed, Purpose.TAUGHT_NOISE.ordinal()));
        judgeGenerated.seed(Seeds.derive(seed, Purpose.TAUGHT_DROPOUT.ordinal()));
        judgeGenerated.forward();
        INDArray logits = judgeGenerated.tensor(LOGIT);
        INDArray cotangent = judgeGenerated.cotangent(LOGIT);
        double loss = losses.generator().sum(logits, cotangent, packs, drawn.labels(), 1.0 / packs);
        if (onlyJudgedFake) {
            loss -= passOver(logits, cotangent, drawn.labels());
        }
        recognition.ifPresent(codes -> codes.sum(
                judgeGenerated.tensor(CodeRecognition.CODES),
                judgeGenerated.cotangent(CodeRecognition.CODES),
                drawn.latents(),
                packs,
                1.0 / packs));
        judgeGenerated.backward();
        slope.assign(judgeGenerated.gradient(INPUT).reshape('c', slope.shape()));
        return new Taught(loss / packs, (double) above(logits, packs, drawn.labels()) / packs);
    }

    /** Takes samples that pass for real out of what is taught, and gives the sum of their losses. */
    private double passOver(INDArray logits, INDArray cotangent, int[] columns) {
        double passed = 0;
        for (int row = 0; row < packs; row++) {
            int column = columns == null ? 0 : columns[row];
            double logit = logits.getDouble(row, column);
            if (logit > losses.threshold()) {
                passed += losses.generator().loss(logit);
                cotangent.putScalar(row, column, 0);
            }
        }
        return passed;
    }

    /**
     * What a generator is told of a batch.
     *
     * @param loss its mean loss, without that of the codes; what teaches nothing counts as zero
     * @param judgedReal the share of the batch that passes for real
     */
    public record Taught(double loss, double judgedReal) {}

    /** Measures the statistics that it uses in inference, over as many real as generated samples. */
    public Statistics statistics() {
        return new Statistics();
    }

    /** Measures what it says of samples that it did not learn from. */
    public HeldOut heldOut() {
        return new HeldOut();
    }

    private INDArray packed(INDArray samples) {
        return config.packing() == 1
                ? samples
                : samples.reshape('c', samples.size(0) / config.packing(), samples.size(1) * config.packing());
    }

    /** Puts samples, and noise where that is set, where the network reads them. */
    private void show(INDArray input, INDArray samples, long step, long seed) {
        input.assign(packed(samples));
        double deviation = noise(config, step);
        if (deviation > 0) {
            new RandomStream(seed).fillGaussian(noise);
            HostCopy.write(noise, noiseRows);
            input.addi(noiseRows.mul(deviation).reshape('c', input.shape()));
        }
    }

    /** The standard deviation of the noise at a step: in a straight line down to none. */
    static double noise(AdversarialConfig config, long step) {
        return config.instanceNoiseSteps() == 0
                ? config.instanceNoise()
                : config.instanceNoise() * Math.max(0, 1 - (double) step / config.instanceNoiseSteps());
    }

    private int above(INDArray logits, int rows, int[] columns) {
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (logits.getDouble(row, columns == null ? 0 : columns[row]) > losses.threshold()) {
                count++;
            }
        }
        return count;
    }

    private static INDArray rows(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    /** A measurement of {@link NormalizationStatistics}, batch by batch. */
    public final class Statistics {

        private final NormalizationStatistics statistics = new NormalizationStatistics(discriminator.network());

        /** Whether another pass is wanted after so many; none where nothing normalises. */
        public boolean wantsMore(int passes) {
            return statistics.wantsMore(passes);
        }

        /**
         * Takes a batch of each kind into account.
         *
         * @param real {@code [batch, features]}
         * @param generated {@code [batch, features]}
         */
        public void add(INDArray real, INDArray generated) {
            for (INDArray samples : List.of(real, generated)) {
                judgeGenerated.input(INPUT).assign(packed(samples));
                statistics.add(judgeGenerated);
            }
        }

        /** Writes the statistics over the network's. */
        public void store() {
            statistics.store();
        }
    }

    /** Sums over packs of held-out and of generated samples. */
    public final class HeldOut {

        private final PointLoss realLoss = LossPair.unsmoothed(config);
        private double realCorrect;
        private double generatedCorrect;
        private double loss;
        private int judged;
        private CodeRecognition.Sums codeSums;

        /**
         * Judges some.
         *
         * @param real {@code [count, features]}, at most a batch; rows that fill no pack are left out
         * @param labels {@code [count]}, classes of the real samples; null where the model is told none
         * @param drawn a batch, of which as many count
         */
        public void add(INDArray real, int[] labels, Drawn drawn) {
            int count = Math.toIntExact(real.size(0)) / config.packing();
            INDArray input = judgeHeldOut.input(INPUT);
            INDArray logits = judgeHeldOut.tensor(LOGIT);
            rows(input, 0, count).assign(packed(rows(real, 0, count * config.packing())));
            judgeHeldOut.forward();
            realCorrect += above(logits, count, labels);
            loss += realLoss.sum(logits, null, count, labels, 0);
            input.assign(packed(drawn.samples()));
            judgeHeldOut.forward();
            generatedCorrect += count - above(logits, count, drawn.labels());
            loss += losses.generated().sum(logits, null, count, drawn.labels(), 0);
            judged += count;
            recognition.ifPresent(codes ->
                    addCodes(codes.sum(judgeHeldOut.tensor(CodeRecognition.CODES), null, drawn.latents(), count, 0)));
        }

        private void addCodes(CodeRecognition.Sums sums) {
            if (codeSums == null) {
                codeSums = sums;
            } else {
                codeSums.add(sums);
            }
        }

        /** Writes the shares and the mean loss. */
        public void into(SortedMap<String, Double> metrics) {
            metrics.put("held-out-accuracy-real", realCorrect / judged);
            metrics.put("held-out-accuracy-fake", generatedCorrect / judged);
            metrics.put("held-out-discriminator-loss", loss / judged);
            if (codeSums != null) {
                codeSums.into(metrics, "held-out-");
            }
        }
    }
}
