package io.lucidgen.jobs.run;

import io.lucidgen.error.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The content of our own classes, resources and defaults, so that another build is another run, with or without git.
 *
 * <p>The same classes give the same fingerprint from jars and from folders. Libraries are not part of it.
 */
public final class CodeFingerprint {
    private static final String OUR_FILES = "io/lucidgen/";
    private static final String DEFAULTS = "reference.conf";

    private CodeFingerprint() {}

    /** The fingerprint of the code that this process runs. */
    public static Fingerprint current() {
        return Current.VALUE;
    }

    /** Computed once: the classes do not change while they run. */
    private static final class Current {
        // One class of each of our archives; in a single archive both lie in the same place.
        private static final Fingerprint VALUE = of(Stream.of(UserException.class, CodeFingerprint.class)
                .map(CodeFingerprint::placeOf)
                .distinct()
                .toList());
    }

    /** The fingerprint of what lies in jars and class folders. */
    static Fingerprint of(List<Path> places) {
        SortedMap<String, Fingerprint> hashes = new TreeMap<>();
        try {
            for (Path place : places) {
                if (Files.isDirectory(place)) {
                    addFolder(place, hashes);
                } else {
                    addJar(place, hashes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read our own classes in " + places, e);
        }
        Fingerprint.Builder builder = new Fingerprint.Builder();
        for (Map.Entry<String, Fingerprint> hash : hashes.entrySet()) {
            builder.add(hash.getKey(), hash.getValue().hex());
        }
        return builder.build();
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of " + type + " has no path", e);
        }
    }

    private static void addFolder(Path folder, SortedMap<String, Fingerprint> hashes) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (isOurs(name)) {
                hashes.put(name, hash(Files.readAllBytes(file)));
            }
        }
    }

    private static void addJar(Path jar, SortedMap<String, Fingerprint> hashes) throws IOException {
        try (JarFile archive = new JarFile(jar.toFile())) {
            Enumeration<JarEntry> entries = archive.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && isOurs(entry.getName())) {
                    try (InputStream content = archive.getInputStream(entry)) {
                        hashes.put(entry.getName(), hash(content.readAllBytes()));
                    }
                }
            }
        }
    }

    private static boolean isOurs(String name) {
        return name.startsWith(OUR_FILES) || name.equals(DEFAULTS);
    }

    private static Fingerprint hash(byte[] content) {
        return new Fingerprint.Builder().add("content", content).build();
    }
}
