package io.lucidgen.jobs.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lucidgen.data.FeatureType;
import io.lucidgen.data.Normalizer;
import java.io.IOException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a stored scorer is and how good it is.
 *
 * @param fingerprint of the dataset, the settings and the code that it came from
 * @param dataset name of the dataset
 * @param datasetFingerprint sha256 of the dataset's content
 * @param normalizer the map from raw values to the network's input
 * @param classes number of classes of a picture
 * @param pictures how many pictures a sample holds that it looks at one after the other, at least 1; its classes of a
 *     sample are the combinations of theirs, the first picture's counting most
 * @param trainExamples examples that it was trained on
 * @param testExamples examples that its accuracy was measured on
 * @param accuracy share of the test examples that it classifies right, in [0, 1]
 * @param trainingSeconds wall time of its training
 * @param networkSha256 of the file with its network
 * @param parametersSha256 of the file with its parameters; scores name it
 */
record ScorerCard(
        String fingerprint,
        String dataset,
        String datasetFingerprint,
        ScorerSettings settings,
        FeatureType featureType,
        Normalizer normalizer,
        int classes,
        int pictures,
        long trainExamples,
        long testExamples,
        double accuracy,
        double trainingSeconds,
        String networkSha256,
        String parametersSha256)
        implements Serializable {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    ScorerCard {
        // Cards of before there were samples of several pictures lack it.
        pictures = Math.max(1, pictures);
    }

    ScorerCard withAccuracy(double measured) {
        return new ScorerCard(
                fingerprint,
                dataset,
                datasetFingerprint,
                settings,
                featureType,
                normalizer,
                classes,
                pictures,
                trainExamples,
                testExamples,
                measured,
                trainingSeconds,
                networkSha256,
                parametersSha256);
    }

    /** What a user wants to know about it, in a line. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "test accuracy %.3f, trained on %,d examples in %.1f s",
                accuracy,
                trainExamples,
                trainingSeconds);
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a scorer's card did not become JSON", e);
        }
    }

    /** @throws IOException when the bytes are no card */
    static ScorerCard fromJson(byte[] json) throws IOException {
        return JSON.readValue(json, ScorerCard.class);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
