package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.random.RandomStream;
import io.lucidgen.random.Seeds;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much higher the target is, on average, where a feature is kept by random smooth masks (Petsiuk et al. 2018, RISE).
 *
 * <p>What a mask does not keep fades to the baseline. The mean over all masks is taken off: a logit has no zero of its own,
 * and of a map of means alone nothing but that mean would be seen.
 *
 * @param grid how the features of a sample lie
 * @param masks how many
 * @param cells of a mask along each axis, before it is drawn larger and shifted
 * @param keep the share of cells that is kept, in (0, 1)
 */
public record Rise(FeatureGrid grid, int masks, int cells, double keep) implements AttributionMethod {

    @Override
    public String name() {
        return ExplanationConfig.RISE;
    }

    @Override
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("masks", String.valueOf(masks));
        parameters.put("cells", String.valueOf(cells));
        parameters.put("keep", String.valueOf(keep));
        return parameters;
    }

    @Override
    public boolean claimsCompleteness() {
        return false;
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        int places = grid.height() * grid.width();
        float[][] drawn = new float[masks][];
        double[] values = function.values(masks, (mask, into, at) -> {
            drawn[mask] = mask(new RandomStream(Seeds.derive(sample.seed(), mask)));
            for (int i = 0; i < sample.features(); i++) {
                double kept = drawn[mask][i % places];
                into[at + i] = sample.baseline()[i] + kept * (sample.x()[i] - sample.baseline()[i]);
            }
        });
        double mean = 0;
        for (double value : values) {
            mean += value / masks;
        }
        double[] effects = new double[places];
        double[] kept = new double[places];
        for (int mask = 0; mask < masks; mask++) {
            for (int place = 0; place < places; place++) {
                effects[place] += (values[mask] - mean) * drawn[mask][place];
                kept[place] += drawn[mask][place];
            }
        }
        double[] attribution = new double[sample.features()];
        for (int i = 0; i < attribution.length; i++) {
            int place = i % places;
            attribution[i] = kept[place] == 0 ? 0 : effects[place] / kept[place];
        }
        return new Attribution(attribution, masks);
    }

    /** How much of each place is kept, in [0, 1]: cells with straight slopes between their middles. */
    private float[] mask(RandomStream random) {
        Slopes rows = Slopes.along(grid.height(), cells, random);
        Slopes columns = Slopes.along(grid.width(), cells, random);
        float[][] corners = new float[rows.corners()][columns.corners()];
        for (float[] row : corners) {
            for (int column = 0; column < row.length; column++) {
                row[column] = random.nextUniform() < keep ? 1 : 0;
            }
        }
        float[] mask = new float[grid.height() * grid.width()];
        for (int row = 0; row < grid.height(); row++) {
            int above = rows.corner(row);
            double down = rows.beyond(row);
            for (int column = 0; column < grid.width(); column++) {
                int left = columns.corner(column);
                double right = columns.beyond(column);
                double top = corners[above][left] * (1 - right) + corners[above][left + 1] * right;
                double bottom = corners[above + 1][left] * (1 - right) + corners[above + 1][left + 1] * right;
                mask[row * grid.width() + column] = (float) (top * (1 - down) + bottom * down);
            }
        }
        return mask;
    }

    /**
     * Where the places of an axis lie between the corners of a mask.
     *
     * @param side of a cell, in places
     * @param shift of the first place from the first corner, in places
     */
    private record Slopes(int size, double side, double shift) {

        static Slopes along(int size, int cells, RandomStream random) {
            double side = Math.max(1, (double) size / cells);
            // Cells of one place are not shifted: no place is to share another's.
            return new Slopes(size, side, side == 1 ? 0 : side * random.nextUniform());
        }

        int corners() {
            return corner(size - 1) + 2;
        }

        int corner(int place) {
            return (int) ((place + shift) / side);
        }

        double beyond(int place) {
            return (place + shift) / side - corner(place);
        }
    }
}
