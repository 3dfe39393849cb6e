package io.lucidgen.jobs.generation;

import io.lucidgen.data.Axis;
import io.lucidgen.data.Modality;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentPrior;
import io.lucidgen.model.Latents;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.network.HostCopy;
import io.lucidgen.report.Picture;
import io.lucidgen.report.PngImage;
import io.lucidgen.report.SamplePictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws the samples of a run from a loaded model; a sample depends on the run's seed, the model and its own ordinal.
 *
 * <p>Not for use by several threads at once.
 */
final class SampleDraw {

    private static final String PNG = "image/png";

    private final GenerativeModel model;
    private final SamplePictures pictures;
    private final long runSeed;

    SampleDraw(GenerativeModel model, long runSeed) {
        this.model = model;
        this.pictures = pictures(model.definition());
        this.runSeed = runSeed;
    }

    /** @throws UserException (exit 3) if samples of the model are no pictures */
    static SamplePictures pictures(ModelDefinition definition) {
        return SamplePictures.of(definition.sampleShape(), definition.normalizer())
                .orElseThrow(() -> UserException.data(
                        "generate samples",
                        "shape",
                        definition.sampleShape().axes().stream().map(Axis::size).toList(),
                        "they are not images of 1 or 3 channels, and nothing else can be stored yet",
                        "Train on a dataset of images"));
    }

    /** The samples from one ordinal up to another, with their pictures as PNG. */
    List<SampleRow> rows(int from, int to) {
        long[] seeds = LongStream.range(from, to)
                .map(ordinal -> Latents.seed(runSeed, ordinal))
                .toArray();
        float[][] latents = latents(seeds);
        INDArray samples = model.generate(Latents.rows(latents));
        LatentPrior prior = model.definition().prior();
        int[] labels = Stream.of(latents).mapToInt(prior::labelOf).toArray();
        Optional<float[]> logits = model.criticLogit(samples, labels).map(SampleDraw::floats);
        List<Picture> drawn = pictures(samples);
        List<SampleRow> rows = new ArrayList<>();
        for (int i = 0; i < seeds.length; i++) {
            int row = i;
            rows.add(new SampleRow(
                    "g-%08d".formatted(from + i),
                    from + i,
                    seeds[i],
                    latents[i],
                    Modality.IMAGE,
                    shape(),
                    PNG,
                    PngImage.encode(drawn.get(i)),
                    null,
                    logits.map(values -> (double) values[row]).orElse(null),
                    labels[row] < 0 ? null : labels[row],
                    null));
        }
        return rows;
    }

    /** The pictures of the first samples. */
    List<Picture> pictures(int count) {
        long[] seeds = LongStream.range(0, count)
                .map(ordinal -> Latents.seed(runSeed, ordinal))
                .toArray();
        return pictures(model.generate(Latents.rows(latents(seeds))));
    }

    private float[][] latents(long[] seeds) {
        LatentPrior prior = model.definition().prior();
        return LongStream.of(seeds).mapToObj(seed -> Latents.draw(seed, prior)).toArray(float[][]::new);
    }

    private List<Picture> pictures(INDArray samples) {
        float[] values = floats(samples);
        int features = pictures.features();
        return IntStream.range(0, values.length / features)
                .mapToObj(row -> {
                    float[] sample = new float[features];
                    System.arraycopy(values, row * features, sample, 0, features);
                    return pictures.ofModelRange(sample);
                })
                .toList();
    }

    private int[] shape() {
        return model.definition().sampleShape().axes().stream()
                .mapToInt(Axis::size)
                .toArray();
    }

    private static float[] floats(INDArray array) {
        float[] values = new float[Math.toIntExact(array.length())];
        HostCopy.read(array.castTo(DataType.FLOAT), values);
        return values;
    }
}
