package io.lucidgen.jobs.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lucidgen.jobs.table.TablePartition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The truth about a complete run, as its {@code manifest.json} states it.
 *
 * @param status always {@value #COMPLETE}: a run that is not has no manifest
 * @param model the model that the run is about; null when it is about none
 * @param version the version of the model; null when the run is about none
 * @param seconds wall time
 * @param fingerprints {@code code}, {@code config} and {@code inputs}: a run with the same ones is the same run
 * @param config the settings that the command read
 * @param inputs what it read, by name
 * @param figures what it measured, by name
 * @param environment versions of Java and Spark, the master, the application's id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunManifest(
        int schemaVersion,
        String runId,
        String command,
        String subject,
        LocalDate runDate,
        String model,
        String version,
        String status,
        Instant started,
        Instant finished,
        double seconds,
        SortedMap<String, String> fingerprints,
        SortedMap<String, String> config,
        SortedMap<String, String> inputs,
        List<RunOutput> outputs,
        SortedMap<String, Double> figures,
        SortedMap<String, String> environment) {

    public static final int SCHEMA_VERSION = 1;
    public static final String COMPLETE = "complete";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public RunManifest {
        fingerprints = copy(fingerprints);
        config = copy(config);
        inputs = copy(inputs);
        outputs = List.copyOf(outputs);
        figures = copy(figures);
        environment = copy(environment);
    }

    /** Where the run's rows stand in the tables. */
    public TablePartition partition() {
        return new TablePartition(
                runDate,
                model == null ? TablePartition.NONE : model,
                version == null ? TablePartition.NONE : version,
                runId);
    }

    /** The output of a name. */
    public Optional<RunOutput> output(String name) {
        return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
    }

    /** Whether the run published a table. */
    public boolean published(String table) {
        return outputs.stream()
                .anyMatch(output -> output.table() && output.name().equals(table));
    }

    /** The manifest as indented JSON. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a run's manifest did not become JSON", e);
        }
    }

    /** @throws IllegalArgumentException when the text is no manifest */
    static RunManifest fromJson(String json) {
        try {
            return JSON.readValue(json, RunManifest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a run's manifest: " + e.getOriginalMessage(), e);
        }
    }

    private static <T> SortedMap<String, T> copy(SortedMap<String, T> map) {
        return Collections.unmodifiableSortedMap(map == null ? new TreeMap<>() : new TreeMap<>(map));
    }
}
