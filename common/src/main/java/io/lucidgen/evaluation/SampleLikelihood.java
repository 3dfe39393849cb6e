package io.lucidgen.evaluation;

import io.lucidgen.model.LatentVariableModel;
import io.lucidgen.model.LatentVariableModel.Posterior;
import io.lucidgen.random.RandomStream;
import java.io.Serializable;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How likely a latent variable model finds one sample of zeros and ones, all in nats.
 *
 * @param bound the importance-weighted lower bound of log p(x): {@code log 1/k sum_i p(x|z_i) p(z_i) / q(z_i|x)} for k
 *     draws from q (Burda et al. 2016, https://arxiv.org/abs/1509.00519)
 * @param elbo the mean of the logarithms of the same weights: an estimate of the evidence lower bound
 * @param divergence KL(q(z|x) || p(z)) in closed form
 * @param mean the mean of q(z|x), {@code [latent]}
 */
public record SampleLikelihood(double bound, double elbo, double divergence, float[] mean) implements Serializable {

    // Draws that are decoded at once: what is in memory does not grow with their number.
    private static final int BLOCK = 256;

    // Factors of at most 2 each, whose product stays far from overflow.
    private static final int FACTORS = 512;

    /**
     * Measures one sample; {@code draws} passes through the decoder.
     *
     * @param sample {@code [features]}, zeros and ones
     * @param label its class; -1 where there is none
     * @param draws k, at least 1
     */
    public static SampleLikelihood of(LatentVariableModel model, float[] sample, int label, int draws, long seed) {
        Posterior posterior = model.posterior(Nd4j.createFromArray(new float[][] {sample}), new int[] {label});
        double[] mean = posterior.mean().ravel().toDoubleVector();
        double[] logVariance = posterior.logVariance().ravel().toDoubleVector();
        RandomStream random = new RandomStream(seed);
        LogMean weights = new LogMean();
        for (int done = 0; done < draws; done += BLOCK) {
            addBlock(model, sample, label, mean, logVariance, Math.min(BLOCK, draws - done), random, weights);
        }
        float[] kept = new float[mean.length];
        double divergence = 0;
        for (int k = 0; k < mean.length; k++) {
            kept[k] = (float) mean[k];
            divergence += (mean[k] * mean[k] + Math.exp(logVariance[k]) - 1 - logVariance[k]) / 2;
        }
        return new SampleLikelihood(weights.logOfMean(), weights.meanOfLog(), divergence, kept);
    }

    private static void addBlock(
            LatentVariableModel model,
            float[] sample,
            int label,
            double[] mean,
            double[] logVariance,
            int rows,
            RandomStream random,
            LogMean weights) {
        float[][] latents = new float[rows][mean.length];
        double[] logRatio = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < mean.length; k++) {
                double noise = random.nextGaussian();
                // What the decoder reads is rounded, and its density is that of the rounded value's neighbour.
                double z = mean[k] + Math.exp(logVariance[k] / 2) * noise;
                latents[row][k] = (float) z;
                logRatio[row] += (noise * noise + logVariance[k] - z * z) / 2;
            }
        }
        int[] labels = new int[rows];
        Arrays.fill(labels, label);
        INDArray decoded = model.logits(Nd4j.createFromArray(latents), labels);
        float[] logits = decoded.castTo(DataType.FLOAT).dup('c').ravel().toFloatVector();
        for (int row = 0; row < rows; row++) {
            weights.add(logRatio[row] + logProbability(sample, logits, row * sample.length));
        }
    }

    /** log p(x|z): the sum of {@code x l - log(1 + exp(l))}. */
    private static double logProbability(float[] sample, float[] logits, int from) {
        double sum = 0;
        double product = 1;
        for (int i = 0; i < sample.length; i++) {
            double logit = logits[from + i];
            // log(1 + exp(l)) = max(l, 0) + log(1 + exp(-|l|)); the logarithms are taken of products, many at a time.
            sum += sample[i] * logit - Math.max(logit, 0);
            product *= 1 + Math.exp(-Math.abs(logit));
            if (i % FACTORS == FACTORS - 1) {
                sum -= Math.log(product);
                product = 1;
            }
        }
        return sum - Math.log(product);
    }

    /** The logarithm of the mean of numbers that are known by their logarithms, as they come. */
    private static final class LogMean {
        private double largest = Double.NEGATIVE_INFINITY;
        private double scaled;
        private double logs;
        private long count;

        void add(double log) {
            if (log > largest) {
                scaled = scaled * Math.exp(largest - log) + 1;
                largest = log;
            } else {
                scaled += Math.exp(log - largest);
            }
            logs += log;
            count++;
        }

        double logOfMean() {
            return largest + Math.log(scaled / count);
        }

        double meanOfLog() {
            return logs / count;
        }
    }
}
