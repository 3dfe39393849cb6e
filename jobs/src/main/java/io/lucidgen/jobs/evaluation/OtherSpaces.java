package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Normalizer;
import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import io.lucidgen.evaluation.FeatureRows;
import io.lucidgen.evaluation.FeatureSpace;
import io.lucidgen.evaluation.PrincipalComponents;
import io.lucidgen.evaluation.RandomConvolutions;
import io.lucidgen.jobs.evaluation.ComparisonReader.Sizes;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.table.SamplesTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The feature spaces beside the scorer's, and a comparison's samples in them.
 *
 * <p>The driver holds the values of {@code evaluation.reference-examples} training rows while it finds the principal
 * components, and afterwards {@value #FEATURES} features of each sample of the comparison.
 */
final class OtherSpaces {
    private static final int FEATURES = 64;
    private static final long SEED = ScorerSettings.SEED;

    private final DatasetSource source;
    private final Normalizer unit;
    private final PngPixels pixels;
    private final List<FeatureSpace> spaces;

    private OtherSpaces(DatasetSource source, Normalizer unit, PngPixels pixels, List<FeatureSpace> spaces) {
        this.source = source;
        this.unit = unit;
        this.pixels = pixels;
        this.spaces = spaces;
    }

    /** The spaces of a dataset, the same for each of its models. */
    static OtherSpaces of(DatasetSource source, PngPixels pixels, int referenceExamples) {
        DatasetDescription dataset = source.description();
        Normalizer unit =
                Normalizer.unit(dataset.statistics().min(), dataset.statistics().max());
        return new OtherSpaces(
                source,
                unit,
                pixels,
                List.of(
                        principal(source, unit, referenceExamples),
                        RandomConvolutions.of(pixels.channels(), pixels.height(), pixels.width(), FEATURES, SEED)));
    }

    private static FeatureSpace principal(DatasetSource source, Normalizer unit, int examples) {
        List<Sample> picked = source.pick(Split.TRAIN, examples, SEED);
        int features = source.description().shape().features();
        float[] values = new float[picked.size() * features];
        for (int i = 0; i < picked.size(); i++) {
            unit.apply(FeatureType.UINT8, picked.get(i).features(), 0, values, i * features, features);
        }
        return PrincipalComponents.of(values, picked.size(), FEATURES, SEED);
    }

    List<FeatureSpace> spaces() {
        return spaces;
    }

    /** The principal components, in which a distance is nearly one of pixels; the first of {@link #spaces}. */
    FeatureSpace principal() {
        return spaces.get(0);
    }

    /** From the dataset's values to [0, 1]. */
    Normalizer unit() {
        return unit;
    }

    /** The comparison's samples in each space. */
    List<Sides> sides(Dataset<Row> samples, Sizes sizes) {
        Dataset<Row> first = samples.filter(samples.col(SamplesTable.ORDINAL).lt(sizes.generated()));
        List<FeatureRows> generated = see(first, pixels);
        List<FeatureRows> heldOut = see(source.chosen(Split.TEST, sizes.heldOut(), SEED), null);
        List<FeatureRows> train = see(source.chosen(Split.TRAIN, sizes.generated(), SEED), null);
        List<Sides> sides = new ArrayList<>();
        for (int i = 0; i < spaces.size(); i++) {
            sides.add(new Sides(generated.get(i), heldOut.get(i), train.get(i)));
        }
        return sides;
    }

    private List<FeatureRows> see(Dataset<Row> rows, PngPixels generated) {
        List<SeeInSpaces.Placed> placed =
                rows.javaRDD().mapPartitions(new SeeInSpaces(spaces, unit, generated)).collect().stream()
                        .sorted(Comparator.comparingLong(SeeInSpaces.Placed::ordinal))
                        .toList();
        List<FeatureRows> seen = new ArrayList<>();
        for (int i = 0; i < spaces.size(); i++) {
            int space = i;
            int columns = placed.get(0).features()[space].length;
            seen.add(FeatureRows.concatenated(
                    columns,
                    placed.stream()
                            .map(sample -> new FeatureRows(columns, sample.features()[space]))
                            .toList()));
        }
        return seen;
    }
}
