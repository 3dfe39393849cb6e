package io.lucidgen.jobs.ingest;

import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.DatasetLayout;
import io.lucidgen.data.DatasetReader;
import io.lucidgen.data.FeatureStatistics;
import io.lucidgen.data.QuarantinedRecord;
import io.lucidgen.data.Sample;
import io.lucidgen.data.SourceRecord;
import io.lucidgen.data.SourceRecords;
import io.lucidgen.data.Split;
import io.lucidgen.data.StatisticsCollector;
import io.lucidgen.error.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What a first pass over the raw files finds, before anything is written: that they are whole, how many records are
 * bad, the statistics and the fingerprint.
 *
 * @param contentHashes of each split's files
 * @param firstBad the first bad record, for messages
 */
record Survey(
        DatasetLayout layout,
        Map<Split, Long> counts,
        Map<Split, String> contentHashes,
        FeatureStatistics statistics,
        long quarantined,
        Optional<QuarantinedRecord> firstBad) {

    /** @throws UserException (exit 3) when a file is damaged or a split has no good record */
    static Survey of(DatasetReader reader) throws IOException {
        DatasetLayout layout = reader.layout();
        StatisticsCollector statistics = new StatisticsCollector(layout.featureType());
        Map<Split, Long> counts = new EnumMap<>(Split.class);
        Map<Split, String> hashes = new EnumMap<>(Split.class);
        QuarantinedRecord firstBad = null;
        long quarantined = 0;
        for (Split split : Split.values()) {
            long good = 0;
            try (SourceRecords records = reader.open(split)) {
                while (records.hasNext()) {
                    SourceRecord record = records.next();
                    if (record instanceof Sample sample) {
                        good++;
                        if (split == Split.TRAIN) {
                            statistics.add(sample.features());
                        }
                    } else if (record instanceof QuarantinedRecord bad) {
                        quarantined++;
                        firstBad = firstBad == null ? bad : firstBad;
                    }
                }
                hashes.put(split, records.contentHash());
            }
            if (good == 0) {
                throw noGoodRecord(split, firstBad);
            }
            counts.put(split, good);
        }
        return new Survey(layout, counts, hashes, statistics.statistics(), quarantined, Optional.ofNullable(firstBad));
    }

    /** The share of records that are bad, 0 to 1. */
    double badFraction() {
        long good = counts.values().stream().mapToLong(Long::longValue).sum();
        return (double) quarantined / (good + quarantined);
    }

    DatasetDescription describe(String name) {
        return new DatasetDescription(
                DatasetDescription.SCHEMA_VERSION,
                name,
                layout.modality(),
                layout.shape(),
                layout.featureType(),
                statistics,
                layout.classNames(),
                counts,
                quarantined,
                layout.factors(),
                layout.channelClasses(),
                fingerprint());
    }

    /** sha256 over the content of the raw files and all that decides what became of it. */
    String fingerprint() {
        StringBuilder text = new StringBuilder("lucidgen dataset " + DatasetDescription.SCHEMA_VERSION + '\n');
        text.append(layout.modality()).append(' ').append(layout.featureType()).append('\n');
        layout.shape().axes().forEach(axis -> text.append(axis).append('\n'));
        layout.classNames().forEach(name -> text.append("class ").append(name).append('\n'));
        layout.factors().forEach(factor -> text.append(factor).append('\n'));
        if (layout.channelClasses() > 0) {
            text.append("channel classes ").append(layout.channelClasses()).append('\n');
        }
        contentHashes.forEach(
                (split, hash) -> text.append(split).append(' ').append(hash).append('\n'));
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has sha256", e);
        }
    }

    private static UserException noGoodRecord(Split split, QuarantinedRecord bad) {
        return UserException.data(
                "ingest the dataset",
                "split",
                split,
                "all of its records are bad" + (bad == null ? "" : ", the first because " + bad.reason()),
                "Mend the raw files or the settings under dataset");
    }
}
