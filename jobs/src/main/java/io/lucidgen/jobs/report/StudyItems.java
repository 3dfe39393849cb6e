package io.lucidgen.jobs.report;

import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.data.FeatureGrid;
import io.lucidgen.jobs.report.ExplainedSamples.Key;
import io.lucidgen.random.RandomStream;
import io.lucidgen.report.ColourScale;
import io.lucidgen.report.HeatMap;
import io.lucidgen.report.Picture;
import io.lucidgen.report.StudyItem;
import io.lucidgen.report.StudyPage.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The items of a study: as many samples with a high number as with a low one, in an order by chance, and half of them with the
 * map of another one.
 */
final class StudyItems {

    private static final double QUANTILE = 0.99;

    private final List<SampleExplanation> order;
    private final Map<SampleExplanation, SampleExplanation> shown = new IdentityHashMap<>();
    private final Map<Key, Picture> pictures;
    private final double median;
    private final ColourScale scale;
    private final int examples;

    /**
     * Puts samples in an order.
     *
     * @param explanations of samples that can be shown, one for each
     * @param examples how many of them are shown with their answers and their own maps
     */
    StudyItems(List<SampleExplanation> explanations, Map<Key, Picture> pictures, int examples, long seed) {
        this.pictures = pictures;
        this.examples = examples;
        this.order = new ArrayList<>(explanations);
        order.sort(Comparator.comparing(one -> key(one).toString()));
        RandomStream random = new RandomStream(seed);
        shuffle(order, random);
        exchange(new ArrayList<>(asked()), random);
        double[] values = order.stream()
                .mapToDouble(one -> one.map().targetValue())
                .sorted()
                .toArray();
        this.median = (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
        List<float[]> planes = order.stream().map(StudyItems::plane).toList();
        boolean signed = planes.stream().anyMatch(StudyItems::hasNegative);
        this.scale = signed ? ColourScale.diverging(planes, QUANTILE) : ColourScale.sequential(planes, QUANTILE);
    }

    List<Example> examples() {
        return order.subList(0, examples).stream()
                .map(one -> new Example(item(one, one), isHigh(one)))
                .toList();
    }

    List<StudyItem> items() {
        List<StudyItem> items = new ArrayList<>();
        for (int i = 0; i < asked().size(); i++) {
            items.add(item(asked().get(i), shown.get(asked().get(i))));
        }
        return items;
    }

    StudyKey key() {
        List<StudyKey.Entry> entries = new ArrayList<>();
        for (int i = 0; i < asked().size(); i++) {
            SampleExplanation one = asked().get(i);
            entries.add(new StudyKey.Entry(
                    name(one), name(shown.get(one)), one.map().targetValue(), isHigh(one)));
        }
        return new StudyKey(entries);
    }

    private List<SampleExplanation> asked() {
        return order.subList(examples, order.size());
    }

    /** Chooses by chance which half of the items show the map of another one of that half, each the next one's. */
    private void exchange(List<SampleExplanation> items, RandomStream random) {
        shuffle(items, random);
        int half = items.size() / 2;
        for (int i = 0; i < items.size(); i++) {
            shown.put(items.get(i), i < half ? items.get((i + 1) % half) : items.get(i));
        }
    }

    private static void shuffle(List<SampleExplanation> items, RandomStream random) {
        for (int last = items.size() - 1; last > 0; last--) {
            Collections.swap(items, last, random.nextInt(last + 1));
        }
    }

    private boolean isHigh(SampleExplanation one) {
        return one.map().targetValue() > median;
    }

    private StudyItem item(SampleExplanation sample, SampleExplanation map) {
        FeatureGrid grid = FeatureGrid.of(map.shape());
        return new StudyItem(pictures.get(key(sample)), HeatMap.draw(plane(map), grid.width(), grid.height(), scale));
    }

    static Key key(SampleExplanation one) {
        return new Key(one.source(), one.sampleId());
    }

    private static String name(SampleExplanation one) {
        return one.source().label() + "/" + one.sampleId();
    }

    private static float[] plane(SampleExplanation one) {
        FeatureGrid grid = FeatureGrid.of(one.shape());
        float[] plane = new float[grid.height() * grid.width()];
        float[] values = one.map().values();
        for (int i = 0; i < values.length; i++) {
            plane[i % plane.length] += values[i];
        }
        return plane;
    }

    private static boolean hasNegative(float[] plane) {
        for (float value : plane) {
            if (value < 0) {
                return true;
            }
        }
        return false;
    }
}
