package io.lucidgen.jobs.explanation;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.config.ModelConfig;
import java.util.List;

/**
 * How many samples of each source are explained, at most.
 *
 * @param generated rows of the table of samples
 * @param real rows of the held-out data
 */
record SubjectShares(int generated, int real) {

    /** Equal parts of the configured number, the first source taking what is over; a GAN's own are its samples alone. */
    static SubjectShares of(ExplanationConfig config, String family) {
        List<String> sources = config.sources().isEmpty() ? sourcesOf(family) : config.sources();
        return new SubjectShares(
                share(config.samples(), sources, ExplanationConfig.GENERATED),
                share(config.samples(), sources, ExplanationConfig.REAL));
    }

    private static List<String> sourcesOf(String family) {
        return family.equals(ModelConfig.GAN)
                ? List.of(ExplanationConfig.GENERATED)
                : List.of(ExplanationConfig.GENERATED, ExplanationConfig.REAL);
    }

    private static int share(int samples, List<String> sources, String source) {
        int place = sources.indexOf(source);
        int over = place < samples % sources.size() ? 1 : 0;
        return place < 0 ? 0 : samples / sources.size() + over;
    }
}
