package io.lucidgen.family.vae;

import io.lucidgen.config.Binarization;
import io.lucidgen.config.VaeConfig;
import io.lucidgen.data.BinaryPixels;
import io.lucidgen.family.LabelCondition;
import io.lucidgen.model.ActiveUnits;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.network.HostCopy;
import io.lucidgen.network.Network;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.Noise;
import io.lucidgen.training.NormalizationStatistics;
import io.lucidgen.training.StepMetrics;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainableNetwork;
import io.lucidgen.training.TrainingStep;
import io.lucidgen.training.stability.PosteriorCollapse;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * One update of a VAE by the reparameterised gradient (Kingma and Welling 2014).
 *
 * <p>The loss is -log p(x|z) + beta' KL(q(z|x) || N(0, I)) with z = mean + exp(logVariance / 2) noise, the KL as
 * {@link KlDivergence} has it, and beta' coming linearly to beta over the first steps, counted over the whole run (KL
 * warm-up); plus, where it has a weight, {@link TotalCorrelation}, whose weight comes to its own alike.
 */
final class VaeStep implements TrainingStep {

    private static final long NOISE = 1;
    private static final long HELD_OUT_NOISE = 2;
    private static final long STATISTICS_NOISE = 3;
    private static final long PIXELS = 4;
    private static final long HELD_OUT_PIXELS = 5;
    private static final long STATISTICS_PIXELS = 6;

    private final VaeConfig config;
    private final Noise noise;
    private final LatentPrior prior;
    private final LatentPrior ofPosterior;
    private final int batch;
    private final TrainableNetwork encoder;
    private final TrainableNetwork decoder;
    private final Execution encode;
    private final Execution decode;
    private final Execution encodeHeldOut;
    private final Execution decodeHeldOut;
    private final DecoderInput toDecoder;
    private final DecoderInput toDecoderHeldOut;
    private final ReconstructionLoss reconstruction;
    private final float[] draws;

    VaeStep(ModelDefinition definition, VaeConfig config, StepSettings settings) {
        this.config = config;
        DataType precision = settings.precision();
        this.noise = settings.noise();
        this.prior = definition.prior();
        this.ofPosterior = LatentPrior.normal(prior.size() - prior.classes());
        this.batch = settings.batch();
        this.encoder = new TrainableNetwork(definition, VaeFamily.ENCODER, settings);
        this.decoder = new TrainableNetwork(definition, VaeFamily.DECODER, settings);
        this.encode = encoder.network().execution(batch, ExecutionMode.TRAINING, GradientRequest.ofParameters());
        this.decode = decoder.network()
                .execution(
                        batch,
                        ExecutionMode.TRAINING,
                        GradientRequest.of(VaeFamily.LATENT).andParameters());
        this.encodeHeldOut = heldOut(encoder.network(), encode, batch);
        this.decodeHeldOut = heldOut(decoder.network(), decode, batch);
        this.toDecoder = new DecoderInput(decode, prior);
        this.toDecoderHeldOut = new DecoderInput(decodeHeldOut, prior);
        this.reconstruction = ReconstructionLoss.of(config.likelihood());
        this.draws = new float[batch * ofPosterior.size()];
    }

    /** The network in inference; the same execution where it computes nothing else then. */
    private static Execution heldOut(Network network, Execution training, int batch) {
        return NormalizationStatistics.has(network.definition())
                ? network.execution(batch, ExecutionMode.INFERENCE, GradientRequest.none())
                : training;
    }

    @Override
    public List<TrainableNetwork> networks() {
        return List.of(encoder, decoder);
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public StepMetrics update(INDArray batchOfExamples, long seed, long step, double rateShare) {
        return update(batchOfExamples, null, seed, step, rateShare);
    }

    @Override
    public StepMetrics update(INDArray batchOfExamples, int[] labels, long seed, long step, double rateShare) {
        int[] classes = LabelCondition.required(prior, labels);
        double warm = warmUp(config, step);
        double weight = config.beta() * warm;
        INDArray examples = seen(batchOfExamples, Seeds.derive(seed, PIXELS));
        encode.input(VaeFamily.ENCODER_INPUT).assign(examples);
        encode.forward();
        INDArray mean = encode.tensor(VaeFamily.MEAN);
        INDArray logVariance = encode.tensor(VaeFamily.LOG_VARIANCE);
        INDArray noise = noise(Seeds.derive(seed, NOISE));
        INDArray deviation = Transforms.exp(logVariance.div(2));
        INDArray latents = deviation.mul(noise).addi(mean);
        toDecoder.assign(latents, classes);
        decode.forward();

        double reconstructionLoss = reconstruction.sum(examples, decode, 1.0 / batch) / batch;
        KlDivergence kl = new KlDivergence(mean, logVariance);
        decode.backward();

        INDArray latentGradient = toDecoder.latentGradient();
        INDArray byMean = kl.byMean(weight, config.freeBits());
        INDArray byLogVariance = kl.byLogVariance(weight, config.freeBits());
        SortedMap<String, Double> metrics = new TreeMap<>();
        double correlationLoss = 0;
        if (config.totalCorrelation() > 0) {
            TotalCorrelation correlation = TotalCorrelation.of(
                    doubles(latents), doubles(mean), doubles(logVariance), batch, ofPosterior.size());
            double share = config.totalCorrelation() * warm;
            latentGradient.addi(like(correlation.byLatent(), mean).muli(share));
            byMean.addi(like(correlation.byMean(), mean).muli(share));
            byLogVariance.addi(like(correlation.byLogVariance(), mean).muli(share));
            correlationLoss = share * correlation.value();
            metrics.put("total-correlation", correlation.value());
        }
        encode.cotangent(VaeFamily.MEAN).assign(byMean.addi(latentGradient));
        encode.cotangent(VaeFamily.LOG_VARIANCE)
                .assign(byLogVariance.addi(
                        latentGradient.mul(noise).muli(deviation).muli(0.5)));
        encode.backward();

        metrics.put("reconstruction-loss", reconstructionLoss);
        metrics.put("kl", kl.mean());
        metrics.put("kl-weight", weight);
        metrics.put("loss", reconstructionLoss + weight * kl.cost(config.freeBits()) + correlationLoss);
        encoder.clip(encode.parameterGradient(), metrics);
        decoder.clip(decode.parameterGradient(), metrics);
        encoder.update(encode.parameterGradient(), step, rateShare);
        decoder.update(decode.parameterGradient(), step, rateShare);
        return new StepMetrics(metrics);
    }

    /** The share of the weights of KL divergence and total correlation that is in force at a step: all, reached linearly. */
    static double warmUp(VaeConfig config, long step) {
        if (step >= config.klWarmupSteps() - 1) {
            return 1;
        }
        double way = (step + 1.0) / config.klWarmupSteps();
        return config.klWarmupFrom() * (1 - way) + way;
    }

    private static double[] doubles(INDArray array) {
        return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }

    private static INDArray like(double[] values, INDArray array) {
        return Nd4j.createFromArray(values).reshape('c', array.shape()).castTo(array.dataType());
    }

    private INDArray noise(long seed) {
        noise.fill(draws, ofPosterior, seed);
        return Nd4j.createFromArray(draws)
                .reshape('c', batch, ofPosterior.size())
                .castTo(precision());
    }

    /** The classes of a batch that begins at a row; null for a model that is told none. */
    private int[] part(int[] classes, int from) {
        return classes == null ? null : Arrays.copyOfRange(classes, from, from + batch);
    }

    /** What the encoder reads and the likelihood is of. */
    private INDArray seen(INDArray examples, long seed) {
        if (config.binarization() == Binarization.NONE) {
            return examples;
        }
        float[] pixels = new float[Math.toIntExact(examples.length())];
        HostCopy.read(examples.castTo(DataType.FLOAT).dup('c'), pixels);
        BinaryPixels.draw(pixels, seed);
        return Nd4j.createFromArray(pixels).reshape('c', examples.shape()).castTo(examples.dataType());
    }

    /** Draws from the posterior that the encoder has found, for the decoder. */
    private void drawLatents(Execution encoded, DecoderInput decoded, int[] classes, long seed) {
        INDArray deviation =
                Transforms.exp(encoded.tensor(VaeFamily.LOG_VARIANCE).div(2));
        decoded.assign(deviation.muli(noise(seed)).addi(encoded.tensor(VaeFamily.MEAN)), classes);
    }

    @Override
    public void refreshStatistics(INDArray examples, long seed) {
        refreshStatistics(examples, null, seed);
    }

    @Override
    public void refreshStatistics(INDArray examples, int[] labels, long seed) {
        int[] classes = LabelCondition.required(prior, labels);
        NormalizationStatistics ofEncoder = new NormalizationStatistics(encoder.network());
        NormalizationStatistics ofDecoder = new NormalizationStatistics(decoder.network());
        long starts = examples.size(0) / batch;
        for (int pass = 0; ofEncoder.wantsMore(pass) || ofDecoder.wantsMore(pass); pass++) {
            long from = pass % starts * batch;
            INDArray part = examples.get(NDArrayIndex.interval(from, from + batch), NDArrayIndex.all());
            encode.input(VaeFamily.ENCODER_INPUT).assign(seen(part, Seeds.derive(seed, STATISTICS_PIXELS, pass)));
            ofEncoder.add(encode);
            drawLatents(encode, toDecoder, part(classes, (int) from), Seeds.derive(seed, STATISTICS_NOISE, pass));
            ofDecoder.add(decode);
        }
        ofEncoder.store();
        ofDecoder.store();
    }

    @Override
    public StepMetrics heldOut(INDArray examples, long seed) {
        return heldOut(examples, null, seed);
    }

    @Override
    public StepMetrics heldOut(INDArray examples, int[] labels, long seed) {
        int[] classes = LabelCondition.required(prior, labels);
        int rows = Math.toIntExact(examples.size(0));
        double loss = 0;
        double divergence = 0;
        int measured = 0;
        ActiveUnits activeUnits = new ActiveUnits();
        for (int from = 0; from + batch <= rows; from += batch) {
            INDArray part = seen(
                    examples.get(NDArrayIndex.interval(from, from + batch), NDArrayIndex.all()),
                    Seeds.derive(seed, HELD_OUT_PIXELS, from));
            encodeHeldOut.input(VaeFamily.ENCODER_INPUT).assign(part);
            encodeHeldOut.forward();
            drawLatents(encodeHeldOut, toDecoderHeldOut, part(classes, from), Seeds.derive(seed, HELD_OUT_NOISE, from));
            decodeHeldOut.forward();
            loss += reconstruction.sum(part, decodeHeldOut);
            divergence += batch
                    * new KlDivergence(
                                    encodeHeldOut.tensor(VaeFamily.MEAN), encodeHeldOut.tensor(VaeFamily.LOG_VARIANCE))
                            .mean();
            activeUnits.add(encodeHeldOut.tensor(VaeFamily.MEAN));
            measured += batch;
        }
        SortedMap<String, Double> metrics = new TreeMap<>();
        if (measured > 0) {
            metrics.put("held-out-reconstruction-loss", loss / measured);
            metrics.put("held-out-kl", divergence / measured);
            metrics.put(PosteriorCollapse.ACTIVE_UNITS, activeUnits.share());
            metrics.put("held-out-negative-elbo", (loss + divergence) / measured);
        }
        return new StepMetrics(metrics);
    }
}
