package io.lucidgen.jobs.generation;

import io.lucidgen.config.GateConfig;
import io.lucidgen.data.Axis;
import io.lucidgen.data.Modality;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Latents;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.report.Picture;
import io.lucidgen.report.PngImage;
import io.lucidgen.report.SamplePictures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Draws the samples of a run from a loaded model; a sample depends on the run's seed, the model, the gate and its own
 * ordinal.
 *
 * <p>Not for use by several threads at once.
 */
final class SampleDraw {

    private static final String PNG = "image/png";

    private final GenerativeModel model;
    private final GatedDraw draw;
    private final SamplePictures pictures;
    private final long runSeed;

    SampleDraw(GenerativeModel model, GateConfig gate, long runSeed) {
        this.model = model;
        this.draw = new GatedDraw(model, gate);
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
        List<DrawnSample> drawn = draw.draw(seeds(from, to));
        List<SampleRow> rows = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            DrawnSample sample = drawn.get(i);
            rows.add(new SampleRow(
                    "g-%08d".formatted(from + i),
                    from + i,
                    sample.seed(),
                    sample.latent(),
                    Modality.IMAGE,
                    shape(),
                    PNG,
                    PngImage.encode(pictures.ofModelRange(sample.values())),
                    null,
                    sample.logit(),
                    sample.label() < 0 ? null : sample.label(),
                    sample.draws()));
        }
        return rows;
    }

    /** The pictures of the first samples. */
    List<Picture> pictures(int count) {
        return draw.draw(seeds(0, count)).stream()
                .map(sample -> pictures.ofModelRange(sample.values()))
                .toList();
    }

    private long[] seeds(int from, int to) {
        return LongStream.range(from, to)
                .map(ordinal -> Latents.seed(runSeed, ordinal))
                .toArray();
    }

    private int[] shape() {
        return model.definition().sampleShape().axes().stream()
                .mapToInt(Axis::size)
                .toArray();
    }
}
