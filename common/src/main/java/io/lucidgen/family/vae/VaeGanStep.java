package io.lucidgen.family.vae;

import io.lucidgen.config.AdversarialConfig;
import io.lucidgen.config.TaughtSamples;
import io.lucidgen.config.UpdateOrder;
import io.lucidgen.config.VaeGanConfig;
import io.lucidgen.family.adversarial.Critic;
import io.lucidgen.family.adversarial.Drawn;
import io.lucidgen.model.ActiveUnits;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.Execution;
import io.lucidgen.network.ExecutionMode;
import io.lucidgen.network.GradientRequest;
import io.lucidgen.random.Seeds;
import io.lucidgen.training.Noise;
import io.lucidgen.training.NormalizationStatistics;
import io.lucidgen.training.StepMetrics;
import io.lucidgen.training.StepSettings;
import io.lucidgen.training.TrainableNetwork;
import io.lucidgen.training.TrainingStep;
import io.lucidgen.training.stability.PosteriorCollapse;
import io.lucidgen.training.stability.SampleVariety;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * One update of a discriminator and one of the VAE that it judges.
 *
 * <p>The discriminator learns from a batch of which one half are reconstructions of the examples and the other samples
 * of the prior. Encoder and decoder lower {@code reconstruction + beta' KL + weight * generator's loss}, the last a mean
 * over the judged batch, of which only samples count that the discriminator takes for generated unless it is set to
 * all.
 */
final class VaeGanStep implements TrainingStep {

    private enum Purpose {
        NOISE,
        PRIOR,
        CRITIC,
        STATISTICS,
        STATISTICS_PRIOR,
        HELD_OUT,
        HELD_OUT_PRIOR
    }

    private final VaeGanConfig config;
    private final AdversarialConfig adversarial;
    private final Noise noise;
    private final LatentPrior prior;
    private final int batch;
    private final int reconstructed;
    private final TrainableNetwork encoder;
    private final TrainableNetwork decoder;
    private final Critic critic;
    private final Execution encode;
    private final Execution decode;
    private final Execution decodePrior;
    private final Execution encodeHeldOut;
    private final Execution decodeHeldOut;
    private final ReconstructionLoss reconstruction;
    private final INDArray judged;
    private final INDArray slope;

    VaeGanStep(ModelDefinition definition, VaeGanConfig config, AdversarialConfig adversarial, StepSettings settings) {
        if (settings.batch() < 2) {
            throw new IllegalArgumentException("A batch of one has no half to reconstruct and half to draw");
        }
        DataType precision = settings.precision();
        GradientRequest ofDecoder = GradientRequest.of(VaeFamily.LATENT).andParameters();
        this.config = config;
        this.adversarial = adversarial;
        this.noise = settings.noise();
        this.prior = definition.prior();
        this.batch = settings.batch();
        this.reconstructed = (batch + 1) / 2;
        this.encoder = new TrainableNetwork(definition, VaeFamily.ENCODER, settings);
        this.decoder = new TrainableNetwork(definition, VaeFamily.DECODER, settings);
        this.critic = new Critic(definition, adversarial, Optional.empty(), settings);
        this.encode = encoder.network().execution(batch, ExecutionMode.TRAINING, GradientRequest.ofParameters());
        this.decode = decoder.network().execution(batch, ExecutionMode.TRAINING, ofDecoder);
        this.decodePrior = decoder.network().execution(batch, ExecutionMode.TRAINING, ofDecoder);
        this.encodeHeldOut = encoder.network().execution(batch, ExecutionMode.INFERENCE, GradientRequest.none());
        this.decodeHeldOut = decoder.network().execution(batch, ExecutionMode.INFERENCE, GradientRequest.none());
        this.reconstruction = ReconstructionLoss.of(config.likelihood());
        long[] shape = {batch, definition.sampleShape().features()};
        this.judged = Nd4j.create(precision, shape, 'c');
        this.slope = Nd4j.create(precision, shape, 'c');
    }

    @Override
    public List<TrainableNetwork> networks() {
        return List.of(critic.discriminator(), encoder, decoder);
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public StepMetrics update(INDArray examples, long seed, long step, double rateShare) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        INDArray draws = noise(Seeds.derive(seed, Purpose.NOISE.ordinal()));
        encode.input(VaeFamily.ENCODER_INPUT).assign(examples);
        encode.forward();
        draw(encode, decode, draws);
        decodePrior.input(VaeFamily.LATENT).assign(noise(Seeds.derive(seed, Purpose.PRIOR.ordinal())));
        decodePrior.forward();
        gather(decode, decodePrior);

        long criticSeed = Seeds.derive(seed, Purpose.CRITIC.ordinal());
        Drawn drawn = new Drawn(judged, null, null);
        critic.learn(examples, null, drawn, criticSeed, step, metrics);
        boolean updatesVae = step % adversarial.generatorEvery() == 0;
        if (adversarial.updates() == UpdateOrder.ALTERNATING) {
            critic.update(step, rateShare);
        }
        if (updatesVae) {
            gradients(examples, drawn, draws, criticSeed, step, metrics);
        }
        if (adversarial.updates() == UpdateOrder.SIMULTANEOUS) {
            critic.update(step, rateShare);
        }
        if (updatesVae) {
            double rate = rateShare * adversarial.generatorRate();
            encoder.update(encode.parameterGradient(), step, rate);
            decoder.update(decode.parameterGradient(), step, rate);
        }
        return new StepMetrics(metrics);
    }

    private void gradients(
            INDArray examples, Drawn drawn, INDArray draws, long seed, long step, SortedMap<String, Double> metrics) {
        double weight = klWeight(step);
        Critic.Taught taught =
                critic.teach(drawn, slope, seed, step, config.adversarialOn() == TaughtSamples.JUDGED_FAKE);
        slope.muli(config.adversarialWeight());

        decode.cotangent(VaeFamily.SAMPLE).assign(0);
        double loss = reconstruction.sum(examples, decode, 1.0 / batch) / batch;
        rows(decode.cotangent(VaeFamily.SAMPLE), 0, reconstructed).addi(rows(slope, 0, reconstructed));
        decode.backward();
        INDArray ofPrior = decodePrior.cotangent(VaeFamily.SAMPLE);
        ofPrior.assign(0);
        rows(ofPrior, 0, batch - reconstructed).assign(rows(slope, reconstructed, batch));
        decodePrior.backward();
        decode.parameterGradient().addi(decodePrior.parameterGradient());

        INDArray mean = encode.tensor(VaeFamily.MEAN);
        INDArray logVariance = encode.tensor(VaeFamily.LOG_VARIANCE);
        KlDivergence kl = new KlDivergence(mean, logVariance);
        INDArray byLatent = decode.gradient(VaeFamily.LATENT);
        INDArray deviation = Transforms.exp(logVariance.div(2));
        encode.cotangent(VaeFamily.MEAN).assign(kl.byMean(weight, 0).addi(byLatent));
        encode.cotangent(VaeFamily.LOG_VARIANCE)
                .assign(kl.byLogVariance(weight, 0)
                        .addi(byLatent.mul(draws).muli(deviation).muli(0.5)));
        encode.backward();

        metrics.put("reconstruction-loss", loss);
        metrics.put("kl", kl.mean());
        metrics.put("kl-weight", weight);
        metrics.put("generator-loss", taught.loss());
        metrics.put("judged-real-share", taught.judgedReal());
        metrics.put("loss", loss + weight * kl.mean() + config.adversarialWeight() * taught.loss());
        encoder.clip(encode.parameterGradient(), metrics);
        decoder.clip(decode.parameterGradient(), metrics);
    }

    private double klWeight(long step) {
        int warmup = config.klWarmupSteps();
        return warmup == 0 ? config.beta() : config.beta() * Math.min(1.0, (double) (step + 1) / warmup);
    }

    /** The batch that is judged: reconstructions, then samples of the prior. */
    private void gather(Execution ofPosterior, Execution ofPrior) {
        rows(judged, 0, reconstructed).assign(rows(ofPosterior.tensor(VaeFamily.SAMPLE), 0, reconstructed));
        rows(judged, reconstructed, batch).assign(rows(ofPrior.tensor(VaeFamily.SAMPLE), 0, batch - reconstructed));
    }

    /** Decodes latents drawn from the posterior that an encoder has found. */
    private static void draw(Execution encoded, Execution decoded, INDArray draws) {
        INDArray deviation =
                Transforms.exp(encoded.tensor(VaeFamily.LOG_VARIANCE).div(2));
        decoded.input(VaeFamily.LATENT).assign(deviation.muli(draws).addi(encoded.tensor(VaeFamily.MEAN)));
        decoded.forward();
    }

    private INDArray noise(long seed) {
        float[] values = new float[batch * prior.size()];
        noise.fill(values, prior, seed);
        return Nd4j.createFromArray(values).reshape('c', batch, prior.size()).castTo(precision());
    }

    @Override
    public void refreshStatistics(INDArray examples, long seed) {
        NormalizationStatistics ofEncoder = new NormalizationStatistics(encoder.network());
        NormalizationStatistics ofDecoder = new NormalizationStatistics(decoder.network());
        Critic.Statistics ofCritic = critic.statistics();
        long starts = examples.size(0) / batch;
        for (int pass = 0; ofEncoder.wantsMore(pass) || ofDecoder.wantsMore(pass) || ofCritic.wantsMore(pass); pass++) {
            int from = Math.toIntExact(pass % starts * batch);
            INDArray part = rows(examples, from, from + batch);
            encode.input(VaeFamily.ENCODER_INPUT).assign(part);
            ofEncoder.add(encode);
            draw(encode, decode, noise(Seeds.derive(seed, Purpose.STATISTICS.ordinal(), pass)));
            ofDecoder.add(decode);
            decodePrior
                    .input(VaeFamily.LATENT)
                    .assign(noise(Seeds.derive(seed, Purpose.STATISTICS_PRIOR.ordinal(), pass)));
            // Samples of the prior count for as much as reconstructions.
            ofDecoder.add(decodePrior);
            gather(decode, decodePrior);
            ofCritic.add(part, judged);
        }
        ofEncoder.store();
        ofDecoder.store();
        ofCritic.store();
    }

    @Override
    public StepMetrics heldOut(INDArray examples, long seed) {
        int rows = Math.toIntExact(examples.size(0));
        Critic.HeldOut heldOut = critic.heldOut();
        double loss = 0;
        double divergence = 0;
        int measured = 0;
        SampleVariety variety = new SampleVariety(examples);
        ActiveUnits activeUnits = new ActiveUnits();
        for (int from = 0; from + batch <= rows; from += batch) {
            INDArray part = rows(examples, from, from + batch);
            encodeHeldOut.input(VaeFamily.ENCODER_INPUT).assign(part);
            encodeHeldOut.forward();
            draw(encodeHeldOut, decodeHeldOut, noise(Seeds.derive(seed, Purpose.HELD_OUT.ordinal(), from)));
            loss += reconstruction.sum(part, decodeHeldOut);
            divergence += batch
                    * new KlDivergence(
                                    encodeHeldOut.tensor(VaeFamily.MEAN), encodeHeldOut.tensor(VaeFamily.LOG_VARIANCE))
                            .mean();
            activeUnits.add(encodeHeldOut.tensor(VaeFamily.MEAN));
            rows(judged, 0, reconstructed).assign(rows(decodeHeldOut.tensor(VaeFamily.SAMPLE), 0, reconstructed));
            decodeHeldOut
                    .input(VaeFamily.LATENT)
                    .assign(noise(Seeds.derive(seed, Purpose.HELD_OUT_PRIOR.ordinal(), from)));
            decodeHeldOut.forward();
            variety.add(part, decodeHeldOut.tensor(VaeFamily.SAMPLE));
            rows(judged, reconstructed, batch)
                    .assign(rows(decodeHeldOut.tensor(VaeFamily.SAMPLE), 0, batch - reconstructed));
            heldOut.add(part, null, new Drawn(judged, null, null));
            measured += batch;
        }
        SortedMap<String, Double> metrics = new TreeMap<>();
        if (measured > 0) {
            heldOut.into(metrics);
            variety.into(metrics);
            metrics.put(PosteriorCollapse.ACTIVE_UNITS, activeUnits.share());
            metrics.put("held-out-reconstruction-loss", loss / measured);
            metrics.put("held-out-kl", divergence / measured);
            metrics.put("held-out-negative-elbo", (loss + divergence) / measured);
        }
        return new StepMetrics(metrics);
    }

    private static INDArray rows(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }
}
