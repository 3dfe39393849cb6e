package io.lucidgen.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a dataset holds, as its {@code description.json} states it.
 *
 * @param schemaVersion version of this description, see {@link #SCHEMA_VERSION}
 * @param statistics over the TRAIN split, in raw units
 * @param classNames name of each label from 0 on; empty when the samples have no labels
 * @param counts samples of each split
 * @param quarantined raw records that did not become samples
 * @param factors what the samples were made to differ in, in the order in which their ids end in them; empty where that is
 *     not known
 * @param channelClasses how many classes each channel shows for itself, a sample's label having theirs as its digits to
 *     this base; 0 where the channels make one picture
 * @param fingerprint sha256, 64 hexadecimal digits, over the content of the raw files and how it was understood
 */
public record DatasetDescription(
        int schemaVersion,
        String name,
        Modality modality,
        SampleShape shape,
        FeatureType featureType,
        FeatureStatistics statistics,
        List<String> classNames,
        Map<Split, Long> counts,
        long quarantined,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Factor> factors,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int channelClasses,
        String fingerprint)
        implements Serializable {
    public static final int SCHEMA_VERSION = 1;

    /** Of samples whose factors are not known. */
    public DatasetDescription(
            int schemaVersion,
            String name,
            Modality modality,
            SampleShape shape,
            FeatureType featureType,
            FeatureStatistics statistics,
            List<String> classNames,
            Map<Split, Long> counts,
            long quarantined,
            String fingerprint) {
        this(
                schemaVersion,
                name,
                modality,
                shape,
                featureType,
                statistics,
                classNames,
                counts,
                quarantined,
                List.of(),
                0,
                fingerprint);
    }

    private static final int FOLDER_DIGITS = 16;
    // A newer writer may add fields: readers of today pass over them.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public DatasetDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(modality, "modality");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(featureType, "featureType");
        Objects.requireNonNull(statistics, "statistics");
        classNames = List.copyOf(classNames);
        // Descriptions of before there were any lack them.
        factors = factors == null ? List.of() : List.copyOf(factors);
        Map<Split, Long> ordered = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            ordered.put(split, counts.getOrDefault(split, 0L));
        }
        counts = Collections.unmodifiableMap(ordered);
        if (fingerprint.length() < FOLDER_DIGITS) {
            throw new IllegalArgumentException("fingerprint " + fingerprint + " is shorter than 16 digits");
        }
    }

    /** The number of samples of a split. */
    public long count(Split split) {
        return counts.get(split);
    }

    /** The first 16 digits of the fingerprint: the name of the folder that holds the dataset. */
    public String shortFingerprint() {
        return shorten(fingerprint);
    }

    /** The digits of a fingerprint that name the folder of its dataset. */
    public static String shorten(String fingerprint) {
        return fingerprint.substring(0, FOLDER_DIGITS);
    }

    /** The description as indented JSON, its fields always in the same order. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dataset description did not become JSON", e);
        }
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws IllegalArgumentException when the text is no description, or one of a newer schema
     */
    public static DatasetDescription fromJson(String json) {
        DatasetDescription description;
        try {
            description = JSON.readValue(json, DatasetDescription.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a dataset description: " + e.getOriginalMessage(), e);
        }
        if (description.schemaVersion() > SCHEMA_VERSION) {
            throw new IllegalArgumentException("schema version " + description.schemaVersion()
                    + " is newer than the newest known, " + SCHEMA_VERSION);
        }
        return description;
    }
}
