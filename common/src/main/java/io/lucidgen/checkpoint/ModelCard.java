package io.lucidgen.checkpoint;

import io.lucidgen.model.Counters;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model comes from, in three parts that the run writes.
 *
 * @param model what it is
 * @param training how it came to be
 * @param platform on what it was trained
 */
public record ModelCard(Model model, Training training, Platform platform) {

    /**
     * What the model is.
     *
     * @param name its name in the registry
     * @param version the version of this name, {@code <run date>-<run hash>-r<rounds>}
     * @param family the name of its family
     * @param parameters the number of parameters of each network
     */
    public record Model(String name, String version, String family, SortedMap<String, Integer> parameters) {
        public Model {
            parameters = sorted(parameters);
        }
    }

    /**
     * How the model came to be.
     *
     * @param codeVersion version and revision of the program
     * @param configuration every setting as it was resolved, without secrets
     * @param dataFingerprint sha256 of the dataset that it was trained on
     * @param seeds the seeds of the run, by what they seed
     * @param counters how far it has been trained
     * @param started when the run started
     * @param finished when this version was written
     * @param workers the logical workers whose models were averaged
     * @param figures measured numbers by name, such as the last losses
     */
    public record Training(
            String codeVersion,
            SortedMap<String, String> configuration,
            String dataFingerprint,
            SortedMap<String, Long> seeds,
            Counters counters,
            Instant started,
            Instant finished,
            int workers,
            SortedMap<String, Double> figures) {
        public Training {
            configuration = sorted(configuration);
            seeds = sorted(seeds);
            figures = sorted(figures);
        }
    }

    private static <T> SortedMap<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
