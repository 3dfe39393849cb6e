package io.lucidgen.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.data.Normalizer;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.LatentPrior.Distribution;
import io.lucidgen.model.LatentPrior.Role;
import io.lucidgen.model.LatentTraversal.Strip;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LatentTraversalTest {

    /** Dimension k of the noise counts k times: the last one changes samples most. */
    private static final GenerativeModel MODEL = new GenerativeModel() {
        private final LatentPrior prior = LatentPrior.normal(4)
                .with(Role.CODE, Distribution.CATEGORICAL, 3)
                .with(Role.CODE, Distribution.UNIFORM, 1)
                .with(Role.LABEL, Distribution.CATEGORICAL, 2);

        @Override
        public ModelDefinition definition() {
            return new ModelDefinition("f", SampleShape.image(1, 1, 10), Normalizer.unit(0, 255), prior, Map.of());
        }

        @Override
        public INDArray generate(INDArray latents) {
            return latents.mulRowVector(Nd4j.arange(10).castTo(latents.dataType()));
        }

        @Override
        public Optional<INDArray> criticLogit(INDArray samples, int[] labels) {
            return Optional.empty();
        }

        @Override
        public Optional<INDArray> reconstruct(INDArray samples, int[] labels) {
            return Optional.empty();
        }

        @Override
        public List<ExplainedTarget> targets(List<Integer> latentDimensions) {
            return List.of();
        }
    };

    @Test
    void oneThingChangesInEachSeries() {
        List<Strip> strips = LatentTraversal.of(MODEL, 2, 5);

        assertThat(strips)
                .extracting(Strip::name)
                .containsExactly("class", "class", "code 1", "code 1", "code 2", "code 2", "noise 3", "noise 2");
        assertThat(strips.stream().map(strip -> strip.latents().length)).containsExactly(2, 2, 3, 3, 10, 10, 10, 10);
        assertThat(LatentTraversal.steps(strips)).isEqualTo(10);
        assertThat(changing(strips.get(0))).containsExactly(8, 9);
        assertThat(changing(strips.get(2))).containsExactly(4, 5, 6);
        assertThat(changing(strips.get(4))).containsExactly(7);
        assertThat(changing(strips.get(6))).containsExactly(3);
        assertThat(strips.get(4).latents()[0][7]).isEqualTo(-1);
        assertThat(strips.get(6).latents()[9][3]).isEqualTo(3);
        assertThat(MODEL.definition().prior().labelOf(strips.get(0).latents()[1]))
                .isEqualTo(1);
    }

    private static List<Integer> changing(Strip strip) {
        return IntStream.range(0, 10)
                .filter(k -> Arrays.stream(strip.latents())
                                .mapToDouble(latent -> latent[k])
                                .distinct()
                                .count()
                        > 1)
                .boxed()
                .toList();
    }
}
