package io.lucidgen.jobs.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;

/**
 * The last file of a dataset to be written: a dataset without it is not complete.
 *
 * @param published when the dataset was ingested, or last found to be what the raw files hold
 * @param runId the run that wrote it
 * @param files every other file, by path below the dataset's folder
 */
public record DatasetManifest(
        int schemaVersion, String fingerprint, Instant published, String runId, List<StoredFile> files) {
    public static final int SCHEMA_VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A file and its size. */
    public record StoredFile(String path, long bytes) {}

    public DatasetManifest {
        files = List.copyOf(files);
    }

    DatasetManifest publishedAt(Instant instant) {
        return new DatasetManifest(schemaVersion, fingerprint, instant, runId, files);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dataset manifest did not become JSON", e);
        }
    }

    /** @throws IllegalArgumentException when the text is no manifest */
    static DatasetManifest fromJson(String json) {
        try {
            return JSON.readValue(json, DatasetManifest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a dataset manifest: " + e.getOriginalMessage(), e);
        }
    }
}
