package io.lucidgen.internals;

import io.lucidgen.data.Normalizer;
import io.lucidgen.data.SampleShape;
import io.lucidgen.model.ExplainedTarget;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Generator;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.network.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A generator of pictures of 8 x 8 that is built so that it is known what its parts do, and a critic that gives the mean of what
 * it sees.
 *
 * @param network from {@code z} to {@code sample}
 */
record PlantedGenerator(Network network, LatentPrior prior, Gaze gaze) implements GenerativeModel {

    /** What the critic sees. */
    enum Gaze {
        UPPER_LEFT,
        ALL,
        NO_CRITIC
    }

    static final int SIDE = 8;
    static final int PIXELS = SIDE * SIDE;

    PlantedGenerator(Network network) {
        this(network, Gaze.UPPER_LEFT);
    }

    PlantedGenerator(Network network, Gaze gaze) {
        this(network, LatentPrior.normal(network.definition().inputs().get("z").size()), gaze);
    }

    /** Which quarter of the picture a pixel is in, row by row. */
    static int quarter(int pixel) {
        return pixel / SIDE / (SIDE / 2) * 2 + pixel % SIDE / (SIDE / 2);
    }

    @Override
    public ModelDefinition definition() {
        return new ModelDefinition(
                "planted", SampleShape.image(1, SIDE, SIDE), Normalizer.symmetric(0, 255), prior, Map.of());
    }

    @Override
    public Optional<Generator> generator() {
        return Optional.of(new Generator(network, "sample"));
    }

    @Override
    public INDArray generate(INDArray latents) {
        return new NetworkRunner(network).run(latents, "sample");
    }

    @Override
    public Optional<INDArray> criticLogit(INDArray samples, int[] labels) {
        if (gaze == Gaze.NO_CRITIC) {
            return Optional.empty();
        }
        INDArray sum = samples.getColumn(0).dup().assign(0);
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            if (gaze == Gaze.ALL || quarter(pixel) == 0) {
                sum.addi(samples.getColumn(pixel));
            }
        }
        return Optional.of(sum.div(PIXELS / 4.0).reshape(samples.size(0), 1));
    }

    @Override
    public Optional<INDArray> reconstruct(INDArray samples, int[] labels) {
        return Optional.empty();
    }

    @Override
    public List<ExplainedTarget> targets(List<Integer> latentDimensions) {
        return List.of();
    }
}
