package io.lucidgen.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    private static final int ATTEMPTS = 300;
    private static final RunLock.Timing HASTY = new RunLock.Timing(Duration.ofMillis(1), Duration.ofMillis(200));

    @TempDir
    private Path folder;

    private FileSystem files;
    private org.apache.hadoop.fs.Path file;

    @BeforeEach
    void open() throws IOException {
        files = FileSystem.getLocal(new Configuration());
        file = new org.apache.hadoop.fs.Path(folder.resolve("run/lock.json").toUri());
    }

    @Test
    void signsOfLifeNeverMakeTheLockLookLikeNobodys() throws IOException {
        try (RunLock held = acquire()) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                assertThatExceptionOfType(UserException.class)
                        .isThrownBy(this::acquire)
                        .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.LOCKED));
            }
            assertThat(held.held()).isTrue();
        }
        assertThat(folder.resolve("run/lock.json")).doesNotExist();
    }

    @Test
    void theLockOfADeadProcessOfThisMachineIsTakenAtOnce() throws IOException {
        LockHolder self = LockHolder.self();
        // The same process number, started at another time.
        LockHolder dead = new LockHolder("somebody", self.host(), self.process(), 1, self.since(), 7);
        write(dead.toJson());
        try (RunLock taken = acquire()) {
            assertThat(taken.held()).isTrue();
        }
    }

    @Test
    void aFileThatStaysUnreadableIsNobodys() throws IOException {
        write(new byte[0]);
        try (RunLock taken = acquire()) {
            assertThat(taken.held()).isTrue();
        }
    }

    private RunLock acquire() throws IOException {
        return RunLock.acquire(files, file, "test the lock", HASTY, line -> {});
    }

    private void write(byte[] content) throws IOException {
        Path local = folder.resolve("run/lock.json");
        Files.createDirectories(local.getParent());
        Files.write(local, content);
    }
}
