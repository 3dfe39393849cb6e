package io.lucidgen.jobs.generation;

import io.lucidgen.config.GateConfig;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.Latents;
import io.lucidgen.network.HostCopy;
import io.lucidgen.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws samples from latents, and where the critic is a gate draws those anew that it does not let through.
 *
 * <p>A sample depends on its own seed alone: the further latents of a sample come from seeds derived from its first.
 */
final class GatedDraw {

    private final GenerativeModel model;
    private final GateConfig gate;

    GatedDraw(GenerativeModel model, GateConfig gate) {
        this.model = model;
        this.gate = gate;
    }

    /** One sample for each seed. */
    List<DrawnSample> draw(long[] seeds) {
        List<DrawnSample> taken = new ArrayList<>(once(seeds, 1));
        if (!gate.enabled()) {
            return taken;
        }
        for (int draw = 2; draw <= gate.draws(); draw++) {
            int number = draw;
            int[] refused = IntStream.range(0, seeds.length)
                    .filter(row -> taken.get(row).logit() < gate.minLogit())
                    .toArray();
            if (refused.length == 0) {
                break;
            }
            List<DrawnSample> again = once(
                    IntStream.of(refused)
                            .mapToLong(row -> Seeds.derive(seeds[row], number))
                            .toArray(),
                    number);
            for (int i = 0; i < refused.length; i++) {
                taken.set(refused[i], better(taken.get(refused[i]), again.get(i)));
            }
        }
        return taken;
    }

    /** The one that the critic finds more real, with all the draws. */
    private static DrawnSample better(DrawnSample old, DrawnSample fresh) {
        DrawnSample kept = fresh.logit() > old.logit() ? fresh : old;
        return new DrawnSample(kept.seed(), kept.latent(), kept.label(), kept.values(), kept.logit(), fresh.draws());
    }

    private List<DrawnSample> once(long[] seeds, int draw) {
        LatentPrior prior = model.definition().prior();
        float[][] latents =
                Arrays.stream(seeds).mapToObj(seed -> Latents.draw(seed, prior)).toArray(float[][]::new);
        int[] labels = Stream.of(latents).mapToInt(prior::labelOf).toArray();
        INDArray samples = model.generate(Latents.rows(latents));
        Optional<float[]> logits = model.criticLogit(samples, labels).map(GatedDraw::floats);
        float[] values = floats(samples);
        int features = model.definition().sampleShape().features();
        List<DrawnSample> drawn = new ArrayList<>();
        for (int row = 0; row < seeds.length; row++) {
            drawn.add(new DrawnSample(
                    seeds[row],
                    latents[row],
                    labels[row],
                    Arrays.copyOfRange(values, row * features, (row + 1) * features),
                    logits.isPresent() ? (double) logits.get()[row] : null,
                    gate.enabled() ? draw : null));
        }
        return drawn;
    }

    private static float[] floats(INDArray array) {
        float[] values = new float[Math.toIntExact(array.length())];
        HostCopy.read(array.castTo(DataType.FLOAT), values);
        return values;
    }
}
