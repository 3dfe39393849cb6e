package io.lucidgen.jobs.training;

import java.time.Instant;
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
        String sparkVersion) {}
