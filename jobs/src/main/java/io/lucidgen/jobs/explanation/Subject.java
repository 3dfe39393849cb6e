package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.SampleSource;
import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * One sample to explain: a generated one by its latent, a real one or one of the training data by its features.
 *
 * @param id names it in the table of samples or in the dataset
 * @param latent {@code [latent]}; null for a real sample
 * @param features {@code [features]} in the model's range; null for a generated sample, which is generated again
 * @param label its class, or the class that it was asked to be of; -1 where there is none
 * @param criticLogit what the critic was seen to give when the sample was generated; null when there is no critic
 */
record Subject(String id, SampleSource source, float[] latent, float[] features, int label, Double criticLogit)
        implements Serializable {

    /** What tells it from samples of the other source, too. */
    String key() {
        return key(source, id);
    }

    static String key(SampleSource source, String id) {
        return source.label() + "/" + id;
    }

    /** The latent in double; null for a real sample. */
    double[] widenedLatent() {
        return latent == null
                ? null
                : IntStream.range(0, latent.length).mapToDouble(i -> latent[i]).toArray();
    }

    static Subject generated(String id, float[] latent, int label, Double criticLogit) {
        return new Subject(id, SampleSource.GENERATED, latent, null, label, criticLogit);
    }

    static Subject training(String id, float[] features, int label) {
        return new Subject(id, SampleSource.TRAINING, null, features, label, null);
    }

    static Subject real(String id, float[] features, int label) {
        return new Subject(id, SampleSource.REAL, null, features, label, null);
    }
}
