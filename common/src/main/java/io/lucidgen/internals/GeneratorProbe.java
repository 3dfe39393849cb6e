package io.lucidgen.internals;

import io.lucidgen.internals.PartEffect.Activity;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Generator;
import io.lucidgen.model.Latents;
import io.lucidgen.model.NetworkRunner;
import io.lucidgen.network.NetworkTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A generator and a bank of latents, with every part in turn switched off.
 *
 * <p>A unit takes one pass of the bank through what stands behind its layer, and through the critic; all units of all layers
 * take about as many passes as there are units. Not for use by several threads at once.
 */
public final class GeneratorProbe {

    private final GenerativeModel model;
    private final Generator generator;
    private final NetworkRunner whole;
    private final List<GeneratorLayer> layers;
    private final Map<String, Cut> cuts = new HashMap<>();
    private final INDArray latents;
    private final int[] labels;
    private final double[] mean;
    private final INDArray samples;
    private final double[] logits;

    /** The network cut at a layer: what the bank gives there, unit by unit, and what stands behind it. */
    private record Cut(GeneratorLayer layer, INDArray activations, List<Spread> units, NetworkRunner tail) {}

    /**
     * Generates the bank's samples.
     *
     * @param bank {@code [samples][latent]}, at least two
     * @throws IllegalArgumentException if the model has no generator
     */
    public GeneratorProbe(GenerativeModel model, float[][] bank) {
        this.model = model;
        this.generator = model.generator()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A model of the family " + model.definition().family() + " has no generator"));
        this.layers = GeneratorLayer.of(generator);
        this.whole = new NetworkRunner(generator.network());
        this.latents = Latents.rows(bank).castTo(generator.network().precision());
        this.labels = Arrays.stream(bank)
                .mapToInt(model.definition().prior()::labelOf)
                .toArray();
        this.mean = model.definition().prior().mean();
        this.samples = whole.run(latents, generator.sample());
        this.logits = logits(samples);
    }

    /** So many latents, drawn from a model's prior, always the same ones for a seed. */
    public static float[][] bank(GenerativeModel model, int samples, long seed) {
        return IntStream.range(0, samples)
                .mapToObj(i ->
                        Latents.draw(Latents.seed(seed, i), model.definition().prior()))
                .toArray(float[][]::new);
    }

    /** Every value of the latent, then every unit of every layer. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(latentParts().toList());
        layers.forEach(layer -> IntStream.range(0, layer.units()).forEach(unit -> parts.add(Part.unit(layer, unit))));
        return parts;
    }

    /** What a value of the latent or a unit does. */
    public PartEffect effect(Part part) {
        INDArray without = without(part, generator.sample());
        INDArray change = samples.sub(without).castTo(DataType.DOUBLE);
        double[] differences = logits == null ? null : difference(logits, logits(without));
        return new PartEffect(
                part,
                rows(),
                part.kind() == Part.Kind.UNIT ? activity(part) : null,
                Math.sqrt(change.mul(change).meanNumber().doubleValue()),
                logits == null ? null : Arrays.stream(differences).average().getAsDouble(),
                logits == null
                        ? null
                        : Arrays.stream(differences).map(Math::abs).average().getAsDouble(),
                change.mean(0).castTo(DataType.FLOAT).toFloatVector());
    }

    Stream<Part> latentParts() {
        return IntStream.range(0, mean.length).mapToObj(Part::latent);
    }

    int rows() {
        return labels.length;
    }

    List<GeneratorLayer> layers() {
        return layers;
    }

    /** What the generator calls its samples. */
    String sample() {
        return generator.sample();
    }

    INDArray samples() {
        return samples;
    }

    /** {@code [samples]}; null for a model without a critic. */
    double[] logits() {
        return logits;
    }

    /** The critic's logits of other samples of the same latents, {@code [samples]}; null for a model without a critic. */
    double[] logits(INDArray others) {
        return model.criticLogit(others, labels)
                .map(values -> values.castTo(DataType.DOUBLE).ravel().toDoubleVector())
                .orElse(null);
    }

    /** The samples of the bank moved so far along a direction, {@code [samples, features]}. */
    INDArray moved(float[] direction, double distance) {
        INDArray way = Latents.rows(new float[][] {direction})
                .castTo(latents.dataType())
                .muli(distance);
        return whole.run(latents.addRowVector(way), generator.sample());
    }

    /** What the bank gives at a layer, {@code [samples, places * units]}. */
    INDArray activations(GeneratorLayer layer) {
        return cut(layer.tensor()).activations();
    }

    /** What the bank gives at a tensor with a value of the latent or a unit switched off, {@code [samples, values]}. */
    INDArray without(Part part, String tensor) {
        if (part.kind() == Part.Kind.LATENT) {
            INDArray rows = latents.dup();
            rows.getColumn(part.index()).assign(mean[part.index()]);
            return whole.run(rows, tensor);
        }
        Cut cut = cut(part.layer());
        INDArray rows = cut.activations().dup('c');
        cut.layer().unit(rows, part.index()).assign(0);
        return cut.tail().run(rows, tensor);
    }

    private Cut cut(String tensor) {
        return cuts.computeIfAbsent(tensor, name -> {
            GeneratorLayer layer = layers.stream()
                    .filter(one -> one.tensor().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The generator has no layer " + name));
            INDArray activations = whole.run(latents, name);
            return new Cut(
                    layer,
                    activations,
                    IntStream.range(0, layer.units())
                            .mapToObj(unit ->
                                    Spread.of(layer.unit(activations, unit).toDoubleVector()))
                            .toList(),
                    new NetworkRunner(NetworkTail.of(generator.network(), name).orElseThrow()));
        });
    }

    /** What is known of a unit by itself. */
    Activity activity(Part unit) {
        Cut cut = cut(unit.layer());
        Spread spread = cut.units().get(unit.index());
        double[] values = cut.layer().unit(cut.activations(), unit.index()).toDoubleVector();
        double active = Arrays.stream(values).filter(value -> value != 0).count();
        int twin = -1;
        double closest = Double.NaN;
        for (int other = 0; other < cut.units().size(); other++) {
            double correlation = spread.correlation(cut.units().get(other));
            if (other != unit.index()
                    && !Double.isNaN(correlation)
                    && (twin < 0 || Math.abs(correlation) > Math.abs(closest))) {
                twin = other;
                closest = correlation;
            }
        }
        return new Activity(active / values.length, spread.mean(), spread.deviation(), twin, closest);
    }

    private static double[] difference(double[] left, double[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(i -> left[i] - right[i])
                .toArray();
    }
}
