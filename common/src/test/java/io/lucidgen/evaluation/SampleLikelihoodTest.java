package io.lucidgen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.model.LatentVariableModel;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Bounds of a model with one latent number, whose likelihood is found by quadrature. */
class SampleLikelihoodTest {

    private static final double[] SLOPES = {1.5, -2, 0.7, 3};
    private static final double[] OFFSETS = {0.2, -0.5, 0, 1};
    private static final float[] SAMPLE = {1, 0, 0, 1};
    private static final double MEAN = 0.6;
    private static final double LOG_VARIANCE = -0.4;

    private static final LatentVariableModel MODEL = new LatentVariableModel() {
        @Override
        public int latentSize() {
            return 1;
        }

        @Override
        public Posterior posterior(INDArray samples, int[] labels) {
            return new Posterior(
                    Nd4j.createFromArray(new double[][] {{MEAN}}),
                    Nd4j.createFromArray(new double[][] {{LOG_VARIANCE}}));
        }

        @Override
        public INDArray logits(INDArray latents, int[] labels) {
            double[][] logits = new double[(int) latents.size(0)][SLOPES.length];
            for (int row = 0; row < logits.length; row++) {
                for (int i = 0; i < SLOPES.length; i++) {
                    logits[row][i] = SLOPES[i] * latents.getDouble(row, 0) + OFFSETS[i];
                }
            }
            return Nd4j.createFromArray(logits);
        }
    };

    @Test
    void manyDrawsComeToTheLikelihood() {
        SampleLikelihood likelihood = SampleLikelihood.of(MODEL, SAMPLE, -1, 200_000, 3);

        assertThat(likelihood.bound()).isEqualTo(Math.log(expected(0, 1, 0)), within(0.004));
        assertThat(likelihood.mean()).containsExactly((float) MEAN);
    }

    @Test
    void theMeanOfTheLogarithmsIsTheEvidenceLowerBound() {
        double deviation = Math.exp(LOG_VARIANCE / 2);
        double divergence = (MEAN * MEAN + Math.exp(LOG_VARIANCE) - 1 - LOG_VARIANCE) / 2;
        double elbo = expected(MEAN, deviation, 1) - divergence;
        SampleLikelihood likelihood = SampleLikelihood.of(MODEL, SAMPLE, -1, 200_000, 3);

        assertThat(likelihood.elbo()).isEqualTo(elbo, within(0.01));
        assertThat(likelihood.divergence()).isEqualTo(divergence, within(1e-12));
    }

    @Test
    void moreDrawsGiveATighterBoundOnAverage() {
        double[] bounds = new double[3];
        int[] draws = {1, 10, 300};
        for (int i = 0; i < bounds.length; i++) {
            for (int seed = 0; seed < 400; seed++) {
                bounds[i] +=
                        SampleLikelihood.of(MODEL, SAMPLE, -1, draws[i], seed).bound() / 400;
            }
        }

        assertThat(bounds).isSorted();
        assertThat(bounds[2]).isLessThan(Math.log(expected(0, 1, 0)) + 0.01);
        SampleLikelihood one = SampleLikelihood.of(MODEL, SAMPLE, -1, 1, 9);
        assertThat(one.bound()).isEqualTo(one.elbo(), within(1e-12));
    }

    /** The mean of p(x|z), or of its logarithm, over normal z, by the trapezoid rule. */
    private static double expected(double mean, double deviation, int ofLog) {
        double sum = 0;
        int steps = 40_000;
        double width = 20.0 / steps;
        for (int step = 0; step <= steps; step++) {
            double noise = -10 + step * width;
            double z = mean + deviation * noise;
            double log = 0;
            for (int i = 0; i < SLOPES.length; i++) {
                double logit = SLOPES[i] * z + OFFSETS[i];
                log += SAMPLE[i] * logit - Math.log1p(Math.exp(logit));
            }
            double density = Math.exp(-noise * noise / 2) / Math.sqrt(2 * Math.PI);
            sum += density * width * (ofLog == 1 ? log : Math.exp(log));
        }
        return sum;
    }
}
