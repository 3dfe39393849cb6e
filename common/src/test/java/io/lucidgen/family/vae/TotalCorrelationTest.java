package io.lucidgen.family.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.random.RandomStream;
import org.junit.jupiter.api.Test;

class TotalCorrelationTest {

    @Test
    void isThatOfTheNormalDistributionThatThePosteriorsAddUpTo() {
        // Means of correlation r and narrow posteriors: the total correlation of two normals is -log(1 - r^2) / 2.
        int batch = 1500;
        double r = 0.8;
        RandomStream random = new RandomStream(1);
        double[] mean = new double[2 * batch];
        double[] logVariance = new double[2 * batch];
        double[] z = new double[2 * batch];
        double spread = 0.15;
        for (int i = 0; i < batch; i++) {
            double first = random.nextGaussian();
            mean[2 * i] = first;
            mean[2 * i + 1] = r * first + Math.sqrt(1 - r * r) * random.nextGaussian();
            for (int d = 0; d < 2; d++) {
                logVariance[2 * i + d] = 2 * Math.log(spread);
                z[2 * i + d] = mean[2 * i + d] + spread * random.nextGaussian();
            }
        }
        double blurred = r / (1 + spread * spread);

        assertThat(TotalCorrelation.of(z, mean, logVariance, batch, 2).value())
                .isCloseTo(-0.5 * Math.log(1 - blurred * blurred), within(0.06));
    }

    @Test
    void isNothingForPosteriorsThatAreAllAlike() {
        double[] zeros = new double[12];
        assertThat(TotalCorrelation.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3}, zeros, zeros, 4, 3)
                        .value())
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        RandomStream random = new RandomStream(5);
        double[][] arrays = new double[3][4 * 3];
        for (double[] array : arrays) {
            for (int i = 0; i < array.length; i++) {
                array[i] = random.nextGaussian();
            }
        }
        TotalCorrelation measured = TotalCorrelation.of(arrays[0], arrays[1], arrays[2], 4, 3);
        double[][] gradients = {measured.byLatent(), measured.byMean(), measured.byLogVariance()};
        double step = 1e-6;
        for (int array = 0; array < 3; array++) {
            for (int i = 0; i < 12; i++) {
                arrays[array][i] += step;
                double above = TotalCorrelation.of(arrays[0], arrays[1], arrays[2], 4, 3)
                        .value();
                arrays[array][i] -= 2 * step;
                double below = TotalCorrelation.of(arrays[0], arrays[1], arrays[2], 4, 3)
                        .value();
                arrays[array][i] += step;
                assertThat(gradients[array][i]).isCloseTo((above - below) / (2 * step), within(1e-7));
            }
        }
    }
}
