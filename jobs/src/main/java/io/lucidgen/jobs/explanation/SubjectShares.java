package io.lucidgen.jobs.explanation;

import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.family.ModelFamilies;
import java.util.List;

/**
 * How many samples of each source are explained, at most.
 *
 * @param generated rows of the table of samples
 * @param real rows of the held-out data
 * @param training rows of the training data
 */
record SubjectShares(int generated, int real, int training) {

    /** Equal parts of the configured number, the first source taking what is over. */
    static SubjectShares of(ExplanationConfig config, String family) {
        List<String> sources =
                config.sources().isEmpty() ? ModelFamilies.named(family).sources() : config.sources();
        return new SubjectShares(
                share(config.samples(), sources, ExplanationConfig.GENERATED),
                share(config.samples(), sources, ExplanationConfig.REAL),
                share(config.samples(), sources, ExplanationConfig.TRAINING));
    }

    private static int share(int samples, List<String> sources, String source) {
        int place = sources.indexOf(source);
        int over = place < samples % sources.size() ? 1 : 0;
        return place < 0 ? 0 : samples / sources.size() + over;
    }
}
