package io.lucidgen.model;

import io.lucidgen.model.LatentPrior.Distribution;
import io.lucidgen.model.LatentPrior.Placed;
import io.lucidgen.model.LatentPrior.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Series of latents along which one thing changes and all else stays: what a class, a code or a dimension of the noise
 * does to samples.
 */
public final class LatentTraversal {

    /** Latents of a series of something that changes smoothly. */
    public static final int STEPS = 10;

    /** How far a dimension of normal noise goes to either side of the middle, in standard deviations. */
    private static final double REACH = 3;

    private static final int STARTS = 2;
    private static final long PURPOSE = 0x7472617665727365L;

    private LatentTraversal() {}

    /**
     * A series.
     *
     * @param name what changes, such as {@code code 1} or {@code noise 7}
     * @param latents {@code [steps][latent]}
     */
    public record Strip(String name, float[][] latents) {}

    /**
     * The series of a model: two of its class and of each code, from different noise, and one of each of those
     * dimensions of the noise that change samples most.
     *
     * @param dimensions how many dimensions of the noise at most
     * @param seed of the noise that stays
     */
    public static List<Strip> of(GenerativeModel model, int dimensions, long seed) {
        LatentPrior prior = model.definition().prior();
        float[][] starts = new float[STARTS][];
        for (int i = 0; i < STARTS; i++) {
            starts[i] = Latents.draw(Latents.seed(seed ^ PURPOSE, i), prior);
        }
        List<Strip> strips = new ArrayList<>();
        prior.label().ifPresent(label -> addAll(strips, "class", label, starts));
        List<Placed> codes = prior.placed(Role.CODE);
        for (int k = 0; k < codes.size(); k++) {
            addAll(strips, "code " + (k + 1), codes.get(k), starts);
        }
        strips.addAll(strongest(model, prior, starts[0], dimensions));
        return strips;
    }

    private static void addAll(List<Strip> strips, String name, Placed placed, float[][] starts) {
        for (float[] start : starts) {
            strips.add(new Strip(
                    name,
                    placed.block().distribution() == Distribution.CATEGORICAL
                            ? categories(start, placed)
                            : along(start, placed.offset(), 1)));
        }
    }

    private static float[][] categories(float[] start, Placed placed) {
        float[][] latents = new float[placed.block().size()][];
        for (int category = 0; category < latents.length; category++) {
            latents[category] = start.clone();
            for (int k = 0; k < latents.length; k++) {
                latents[category][placed.offset() + k] = k == category ? 1 : 0;
            }
        }
        return latents;
    }

    private static float[][] along(float[] start, int dimension, double reach) {
        float[][] latents = new float[STEPS][];
        for (int step = 0; step < STEPS; step++) {
            latents[step] = start.clone();
            latents[step][dimension] = (float) (reach * (2.0 * step / (STEPS - 1) - 1));
        }
        return latents;
    }

    private static List<Strip> strongest(GenerativeModel model, LatentPrior prior, float[] start, int count) {
        record Effect(Strip strip, double size) {}
        List<Effect> effects = new ArrayList<>();
        for (Placed noise : prior.placed(Role.NOISE)) {
            for (int k = 0; k < noise.block().size(); k++) {
                int dimension = noise.offset() + k;
                Strip strip = new Strip("noise " + dimension, along(start, dimension, REACH));
                effects.add(new Effect(strip, effect(model, strip)));
            }
        }
        return effects.stream()
                .sorted(Comparator.comparingDouble(Effect::size).reversed())
                .limit(count)
                .map(Effect::strip)
                .toList();
    }

    /** How far the samples of a series are from their mean: the variance summed over features. */
    private static double effect(GenerativeModel model, Strip strip) {
        INDArray samples = model.generate(Latents.rows(strip.latents()));
        INDArray distance = samples.subRowVector(samples.mean(0));
        return distance.mul(distance).sumNumber().doubleValue();
    }

    /** The longest series' length. */
    public static int steps(List<Strip> strips) {
        return IntStream.concat(IntStream.of(1), strips.stream().mapToInt(strip -> strip.latents().length))
                .max()
                .getAsInt();
    }
}
