package io.lucidgen.jobs.generation;

import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.LatentTraversal;
import io.lucidgen.model.LatentTraversal.Strip;
import io.lucidgen.model.Latents;
import io.lucidgen.report.Picture;
import io.lucidgen.report.SampleGrid;
import io.lucidgen.report.SamplePictures;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What each part of a model's latent does, a row for each series. */
final class TraversalPicture {

    private static final int SCALE = 2;
    private static final int SEPARATOR = 2;
    private static final int DIMENSIONS = 10;

    private final Picture picture;
    private final List<String> names;

    private TraversalPicture(Picture picture, List<String> names) {
        this.picture = picture;
        this.names = names;
    }

    static TraversalPicture of(GenerativeModel model, long seed) {
        SamplePictures pictures = SampleDraw.pictures(model.definition());
        List<Strip> strips = LatentTraversal.of(model, DIMENSIONS, seed);
        int columns = LatentTraversal.steps(strips);
        List<Picture> places = new ArrayList<>();
        for (Strip strip : strips) {
            INDArray samples = model.generate(Latents.rows(strip.latents())).castTo(DataType.FLOAT);
            for (int column = 0; column < columns; column++) {
                // A series that is over ends with its last sample once more, or the rows would shift.
                int shown = Math.min(column, strip.latents().length - 1);
                places.add(pictures.ofModelRange(samples.getRow(shown).toFloatVector()));
            }
        }
        return new TraversalPicture(
                new SampleGrid(strips.size(), columns, SCALE, SEPARATOR).draw(places),
                strips.stream().map(Strip::name).toList());
    }

    Picture picture() {
        return picture;
    }

    /** What changes in each row, from the top. */
    List<String> names() {
        return names;
    }
}
