package io.lucidgen.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another build is another run: the fingerprint follows the content of our classes and defaults, and nothing else. */
class CodeFingerprintTest {
    private static final String OURS = "io/lucidgen/Generator.class";
    private static final String DEFAULTS = "reference.conf";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeClasses() throws IOException {
        write(OURS, "one");
        write(DEFAULTS, "a = 1");
    }

    @Test
    void aChangedClassOrDefaultIsAnotherBuild() throws IOException {
        Fingerprint first = ofFolder();

        write(OURS, "two");
        Fingerprint otherClass = ofFolder();
        write(OURS, "one");
        write(DEFAULTS, "a = 2");
        Fingerprint otherDefault = ofFolder();
        write(DEFAULTS, "a = 1");

        assertThat(List.of(otherClass, otherDefault)).doesNotContain(first).doesNotHaveDuplicates();
        assertThat(ofFolder()).isEqualTo(first);
    }

    @Test
    void whatIsNotOursDoesNotCount() throws IOException {
        Fingerprint first = ofFolder();

        write("org/somebody/Else.class", "anything");

        assertThat(ofFolder()).isEqualTo(first);
    }

    @Test
    void aJarCountsAsTheFolderThatItWasMadeOf() throws IOException {
        Path jar = folder.resolve("ours.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of(DEFAULTS, OURS)) {
                out.putNextEntry(new JarEntry(name));
                out.write(Files.readAllBytes(classes().resolve(name)));
            }
        }

        assertThat(CodeFingerprint.of(List.of(jar))).isEqualTo(ofFolder());
    }

    private Fingerprint ofFolder() {
        return CodeFingerprint.of(List.of(classes()));
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private void write(String name, String content) throws IOException {
        Path file = classes().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
