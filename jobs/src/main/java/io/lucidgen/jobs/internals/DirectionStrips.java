package io.lucidgen.jobs.internals;

import io.lucidgen.config.InternalsConfig;
import io.lucidgen.internals.GeneratorProbe;
import io.lucidgen.internals.LatentDirection;
import io.lucidgen.internals.PrincipalDirections;
import io.lucidgen.jobs.table.DirectionRow;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.Latents;
import io.lucidgen.random.Seeds;
import io.lucidgen.report.Picture;
import io.lucidgen.report.PngImage;
import io.lucidgen.report.SampleGrid;
import io.lucidgen.report.SamplePictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The directions of a generator with what they look like. */
final class DirectionStrips {

    private static final int STARTS = 3;
    private static final int STEPS = 9;
    private static final int SEPARATOR = 1;
    private static final long ACTIVATIONS = 1;

    private DirectionStrips() {}

    /** All directions that a configuration asks for; on the driver, over a number of latents that the configuration bounds. */
    static List<DirectionRow> of(ProbedModel probed) {
        GenerativeModel model = probed.load();
        InternalsConfig config = probed.config().internals();
        PrincipalDirections directions = new PrincipalDirections(model, probed.probe(model));
        List<LatentDirection> found = new ArrayList<>(directions.ofFirstWeight(config.directions()));
        found.addAll(directions.ofActivations(
                config.directions(), config.directionSamples(), Seeds.derive(probed.seed(), ACTIVATIONS)));
        Optional<SamplePictures> pictures = SamplePictures.of(
                model.definition().sampleShape(), model.definition().normalizer());
        float[][] starts = GeneratorProbe.bank(model, STARTS, probed.seed());
        return found.stream()
                .map(direction -> new DirectionRow(
                        direction,
                        pictures.map(drawn -> strip(model, drawn, starts, direction))
                                .orElse(null)))
                .toList();
    }

    private static byte[] strip(
            GenerativeModel model, SamplePictures pictures, float[][] starts, LatentDirection direction) {
        List<Picture> places = new ArrayList<>();
        for (float[] start : starts) {
            float[][] latents = PrincipalDirections.strip(start, direction.direction(), STEPS);
            INDArray samples = model.generate(Latents.rows(latents)).castTo(DataType.FLOAT);
            for (int step = 0; step < STEPS; step++) {
                places.add(pictures.ofModelRange(samples.getRow(step).toFloatVector()));
            }
        }
        return PngImage.encode(new SampleGrid(starts.length, STEPS, 1, SEPARATOR).draw(places));
    }
}
