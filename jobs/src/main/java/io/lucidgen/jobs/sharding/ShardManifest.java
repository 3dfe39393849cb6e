package io.lucidgen.jobs.sharding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lucidgen.data.ShardPlan;
import java.util.List;

/**
 * The last file of stored shards to be written; without it they are not complete.
 *
 * @param dataset fingerprint of the data that they were made of
 * @param files one for each worker, in the order of the workers
 */
record ShardManifest(int schemaVersion, String dataset, ShardPlan plan, int bytesPerExample, List<ShardFile> files) {
    static final int SCHEMA_VERSION = 1;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    ShardManifest {
        files = List.copyOf(files);
    }

    ShardManifest(String dataset, BlockLayout layout, List<ShardFile> files) {
        this(SCHEMA_VERSION, dataset, layout.plan(), layout.bytesPerExample(), files);
    }

    /** Whether these are the shards that a run wants, so that a resumed one need not make them again. */
    boolean serves(String wanted, BlockLayout layout) {
        return equals(new ShardManifest(wanted, layout, files));
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest of shards did not become JSON", e);
        }
    }

    /** @throws IllegalArgumentException when the text is no manifest */
    static ShardManifest fromJson(String json) {
        try {
            return JSON.readValue(json, ShardManifest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a manifest of shards: " + e.getOriginalMessage(), e);
        }
    }
}
