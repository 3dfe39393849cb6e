package io.lucidgen.attribution;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.network.FeatureMaps;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The maps of the last convolution, each by how much the target rises with it on average, added up and drawn as large as the
 * sample, of which what is above 0 is kept (Selvaraju et al. 2017, Grad-CAM): roughly where what speaks for the target lies.
 *
 * @param grid how the features of a sample lie
 */
public record GradCam(FeatureGrid grid) implements AttributionMethod {

    @Override
    public String name() {
        return ExplanationConfig.GRAD_CAM;
    }

    @Override
    public SortedMap<String, String> parameters() {
        return new TreeMap<>();
    }

    @Override
    public boolean claimsCompleteness() {
        return false;
    }

    @Override
    public Optional<String> obstacle(TargetFunction function) {
        Optional<FeatureMaps> maps = function.featureMaps();
        if (maps.isEmpty()) {
            return Optional.of("it shows the maps of a convolution, and the target %s goes through none");
        }
        return maps.get().height() > grid.height()
                ? Optional.of(
                        "it shows where the maps of a convolution lie, and what the target %s is explained by has no place"
                                + " on them")
                : Optional.empty();
    }

    @Override
    public Attribution attribute(TargetFunction function, Explicand sample) {
        FeatureMaps maps = function.featureMaps()
                .orElseThrow(() -> new IllegalArgumentException("The target goes through no convolution"));
        TargetFunction.Inner inner = function.inner(maps.tensor(), sample.x());
        int channels = maps.channels();
        int places = maps.height() * maps.width();
        double[] weights = new double[channels];
        for (int i = 0; i < places * channels; i++) {
            weights[i % channels] += inner.gradient()[i] / places;
        }
        double[] sums = new double[places];
        for (int i = 0; i < places * channels; i++) {
            sums[i / channels] += weights[i % channels] * inner.values()[i];
        }
        double[] attribution = new double[sample.features()];
        for (int i = 0; i < attribution.length; i++) {
            int row = i / grid.width() % grid.height();
            double drawn = drawn(sums, maps, row, i % grid.width());
            attribution[i] = Math.max(drawn, 0);
        }
        return new Attribution(attribution, 1);
    }

    /** The sum at a place of the sample, in a straight line between the middles of the maps' places. */
    private double drawn(double[] sums, FeatureMaps maps, int row, int column) {
        double down = within((row + 0.5) * maps.height() / grid.height() - 0.5, maps.height());
        double right = within((column + 0.5) * maps.width() / grid.width() - 0.5, maps.width());
        int above = (int) down;
        int left = (int) right;
        int below = Math.min(above + 1, maps.height() - 1);
        int beside = Math.min(left + 1, maps.width() - 1);
        double top = between(sums[above * maps.width() + left], sums[above * maps.width() + beside], right - left);
        double bottom = between(sums[below * maps.width() + left], sums[below * maps.width() + beside], right - left);
        return between(top, bottom, down - above);
    }

    private static double within(double position, int size) {
        return Math.max(0, Math.min(position, size - 1));
    }

    private static double between(double from, double to, double share) {
        return from * (1 - share) + to * share;
    }
}
