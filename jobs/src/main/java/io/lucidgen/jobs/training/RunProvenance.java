package io.lucidgen.jobs.training;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;

/**
 * Where the versions of a run come from.
 *
 * @param versionPrefix {@code <run date>-<8 digits of the run's fingerprint>}: what all its versions begin with
 * @param configuration every setting as it was resolved, without secrets
 */
record RunProvenance(
        String modelName,
        String versionPrefix,
        String codeVersion,
        SortedMap<String, String> configuration,
        String dataFingerprint,
        long seed,
        Instant started,
        String sparkVersion) {

    private static final int RUN_DIGITS = 8;

    /**
     * What the versions of a run begin with.
     *
     * @param runId ends in a hyphen and the digits of the run's fingerprint
     */
    static String versionPrefix(LocalDate runDate, String runId) {
        int digits = runId.lastIndexOf('-') + 1;
        return runDate + "-" + runId.substring(digits, digits + RUN_DIGITS);
    }
}
