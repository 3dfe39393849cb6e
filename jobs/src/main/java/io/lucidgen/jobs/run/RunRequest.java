package io.lucidgen.jobs.run;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a command is about to do: everything that its outcome depends on, so that the same request is the same run.
 *
 * @param command such as {@code generate}
 * @param subject the name of the model or data set that it is about
 * @param model the model that its tables are filed under, if any
 * @param version the version of that model, as far as it is known before the run
 * @param config the settings that the command reads, and no others
 * @param inputs fingerprints of what it reads, by name
 */
public record RunRequest(
        String command,
        String subject,
        Optional<String> model,
        Optional<String> version,
        SortedMap<String, String> config,
        SortedMap<String, String> inputs) {

    private static final int ID_DIGITS = 12;

    public RunRequest {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(subject, "subject");
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    }

    /** A request that is about a data set. */
    public static RunRequest onDataset(String command, String dataset) {
        return new RunRequest(command, dataset, Optional.empty(), Optional.empty(), new TreeMap<>(), new TreeMap<>());
    }

    /** A request that is about a model, of which no version exists yet. */
    public static RunRequest onModel(String command, String model) {
        return new RunRequest(command, model, Optional.of(model), Optional.empty(), new TreeMap<>(), new TreeMap<>());
    }

    /** A request that is about a version of a model; the version counts as an input. */
    public static RunRequest onVersion(String command, String model, String version) {
        return new RunRequest(
                        command, model, Optional.of(model), Optional.of(version), new TreeMap<>(), new TreeMap<>())
                .input("version", version);
    }

    /**
     * Adds settings that the command reads.
     *
     * @param name the section's path below {@code lucidgen}
     * @param part the section's record, or a single value
     */
    public RunRequest reads(String name, Object part) {
        SortedMap<String, String> more = new TreeMap<>(config);
        more.putAll(Settings.flatten(name, part));
        return new RunRequest(command, subject, model, version, more, inputs);
    }

    /** Leaves a setting out, as for a question about requests that may differ in it. */
    public RunRequest without(String setting) {
        SortedMap<String, String> fewer = new TreeMap<>(config);
        fewer.remove(setting);
        return new RunRequest(command, subject, model, version, fewer, inputs);
    }

    /** Adds the fingerprint of something that the command reads. */
    public RunRequest input(String name, String fingerprint) {
        SortedMap<String, String> more = new TreeMap<>(inputs);
        more.put(name, fingerprint);
        return new RunRequest(command, subject, model, version, config, more);
    }

    /** The id of the run: the same for the same request, code and date. */
    public String runId(Fingerprint code, LocalDate runDate) {
        Fingerprint all = new Fingerprint.Builder()
                .add("code", code.hex())
                .add("config", Fingerprint.of(config).hex())
                .add("inputs", Fingerprint.of(inputs).hex())
                .add("run-date", runDate.toString())
                .build();
        return command + "-" + subject + "-" + all.prefix(ID_DIGITS);
    }
}
