package io.lucidgen.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a version consists of. It is written last, so a version that has one is whole.
 *
 * @param formatVersion the version of the files' format, see {@link #FORMAT_VERSION}
 * @param saved when the version was written
 * @param rounds the averaging rounds that it holds
 * @param files every other file by its path within the version
 * @param digest sha256 over all of the above, so that the manifest vouches for itself as well
 */
record Manifest(int formatVersion, Instant saved, long rounds, SortedMap<String, Entry> files, String digest) {

    static final int FORMAT_VERSION = 1;

    private static final Pattern FILE =
            Pattern.compile("(definition|state|card)\\.json|slots/[a-z0-9][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*\\.bin");
    private static final Set<String> REQUIRED =
            Set.of(CheckpointLayout.DEFINITION, CheckpointLayout.STATE, CheckpointLayout.CARD);

    /**
     * One file.
     *
     * @param size in bytes
     * @param sha256 64 hexadecimal digits
     */
    record Entry(long size, String sha256) {}

    Manifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static Manifest of(Instant saved, long rounds, Map<String, Entry> files) {
        SortedMap<String, Entry> sorted = new TreeMap<>(files);
        return new Manifest(FORMAT_VERSION, saved, rounds, sorted, digest(FORMAT_VERSION, saved, rounds, sorted));
    }

    /**
     * Reads a manifest and checks it before anything that it names is opened.
     *
     * @throws IllegalArgumentException if it was altered, is of another format, or names a file that a version has not
     */
    static Manifest read(byte[] json) {
        Manifest manifest = CheckpointJson.read(json, Manifest.class);
        if (manifest.formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException(
                    "its format is version " + manifest.formatVersion + ", and this program reads " + FORMAT_VERSION);
        }
        if (!manifest.digest.equals(digest(manifest.formatVersion, manifest.saved, manifest.rounds, manifest.files))) {
            throw new IllegalArgumentException("its digest does not match its content");
        }
        for (String file : manifest.files.keySet()) {
            if (!FILE.matcher(file).matches()) {
                throw new IllegalArgumentException("it names " + file + ", which is no file of a checkpoint");
            }
        }
        if (!manifest.files.keySet().containsAll(REQUIRED)) {
            throw new IllegalArgumentException("it lists only " + manifest.files.keySet());
        }
        return manifest;
    }

    /** The size of all files together. */
    long bytes() {
        return files.values().stream().mapToLong(Entry::size).sum();
    }

    private static String digest(int formatVersion, Instant saved, long rounds, SortedMap<String, Entry> files) {
        MessageDigest sha256 = Sha256.start();
        StringBuilder text = new StringBuilder()
                .append(formatVersion)
                .append('\n')
                .append(saved)
                .append('\n')
                .append(rounds)
                .append('\n');
        files.forEach((file, entry) -> text.append(file)
                .append('\t')
                .append(entry.size())
                .append('\t')
                .append(entry.sha256())
                .append('\n'));
        sha256.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return Sha256.hex(sha256);
    }
}
