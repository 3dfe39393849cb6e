package io.lucidgen.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files below a folder. */
final class FileTree {
    private FileTree() {}

    /** Each file's path below the folder, with its content's hash and the time of its last change. */
    static Map<String, String> state(Path folder) throws IOException {
        Map<String, String> state = new TreeMap<>();
        for (Map.Entry<String, String> file : contents(folder).entrySet()) {
            state.put(file.getKey(), file.getValue() + " " + Files.getLastModifiedTime(folder.resolve(file.getKey())));
        }
        return state;
    }

    /** Each file's path below the folder, with its content's hash; empty when there is no such folder. */
    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> contents.put(folder.relativize(file).toString(), sha256(file)));
            }
        }
        return contents;
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
