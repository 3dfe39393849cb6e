package io.lucidgen.jobs.report;

import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Normalizer;
import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.table.DatasetTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.functions;

/** The test images of the data set that a model learned, where it can still be read. */
final class HeldOutImages {

    private static final String NONE = "none";

    private final String dataset;
    private final Optional<DatasetSource> source;
    private final Normalizer normalizer;
    private final String missing;

    private HeldOutImages(String dataset, Optional<DatasetSource> source, Normalizer normalizer, String missing) {
        this.dataset = dataset;
        this.source = source;
        this.normalizer = normalizer;
        this.missing = missing;
    }

    /** @param normalizer of the model, whose range the values are given in */
    static HeldOutImages of(JobContext context, ModelCard card, Normalizer normalizer) throws IOException {
        String name = context.config().dataset().name();
        try {
            DatasetSource source = DatasetSource.of(
                    context.spark(),
                    context.files(),
                    context.root(),
                    name,
                    card.training().dataFingerprint());
            return new HeldOutImages(name, Optional.of(source), normalizer, "");
        } catch (UserException e) {
            return new HeldOutImages(
                    name,
                    Optional.empty(),
                    normalizer,
                    "No data set " + name
                            + " with the content that the model learned can be read here: ingest that one again,"
                            + " then report again.");
        }
    }

    /** The data set's name. */
    String dataset() {
        return dataset;
    }

    /** Of what can be read: the fingerprint of the data set, or {@value #NONE}. */
    String fingerprint() {
        return description().map(DatasetDescription::fingerprint).orElse(NONE);
    }

    /** What the data set says of itself, if it can be read. */
    Optional<DatasetDescription> description() {
        return source.map(DatasetSource::description);
    }

    /** One sentence on why there are no images, and what to run. */
    String missing() {
        return missing;
    }

    /** A random but fixed choice in the order of their ids; a larger one contains every smaller one. */
    List<Sample> pick(int count, long seed) {
        return source.map(found -> found.pick(Split.TEST, count, seed)).orElse(List.of());
    }

    /** The images of some ids, in any order. */
    List<Sample> named(List<String> ids) {
        if (ids.isEmpty() || source.isEmpty()) {
            return List.of();
        }
        return source
                .get()
                .rows(Split.TEST)
                .filter(functions.col(DatasetTable.ID).isin(ids.toArray()))
                .collectAsList()
                .stream()
                .map(DatasetTable::sample)
                .toList();
    }

    /** An image in the model's range, {@code [features]}. */
    float[] values(Sample sample) {
        DatasetDescription description = description().orElseThrow();
        FeatureType type = description.featureType();
        float[] values = new float[description.shape().features()];
        normalizer.apply(type, sample.features(), 0, values, 0, values.length);
        return values;
    }

    /** The name of an image's class; empty where it has none. */
    Optional<String> className(Sample sample) {
        List<String> names = description().map(DatasetDescription::classNames).orElse(List.of());
        int label = sample.label();
        return label >= 0 && label < names.size() ? Optional.of(names.get(label)) : Optional.empty();
    }
}
