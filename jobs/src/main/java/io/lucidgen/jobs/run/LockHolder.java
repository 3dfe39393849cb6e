package io.lucidgen.jobs.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a lock, as the lock's file says it.
 *
 * @param owner differs for every lock that was ever taken
 * @param host the machine, and on Linux the space in which its process numbers count
 * @param process its number
 * @param processStarted milliseconds since 1970, because numbers are used again
 * @param since when the lock was taken
 * @param beat goes up as long as the holder lives
 */
record LockHolder(String owner, String host, long process, long processStarted, String since, long beat) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Path PROCESS_SPACE = Path.of("/proc/self/ns/pid");

    /** This process, taking a lock now. */
    static LockHolder self() {
        ProcessHandle process = ProcessHandle.current();
        return new LockHolder(
                UUID.randomUUID().toString(),
                thisHost(),
                process.pid(),
                startOf(process),
                Instant.now().toString(),
                0);
    }

    LockHolder nextBeat() {
        return new LockHolder(owner, host, process, processStarted, since, beat + 1);
    }

    /** Whether the holder lives, where that can be told from here: only on the same machine. */
    Optional<Boolean> lives() {
        if (!host.equals(thisHost())) {
            return Optional.empty();
        }
        return Optional.of(ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(running -> startOf(running) == processStarted)
                .isPresent());
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a lock did not become JSON", e);
        }
    }

    /** Empty when the bytes are none, such as those of a lock that is being written. */
    static Optional<LockHolder> fromJson(byte[] json) {
        try {
            return Optional.of(JSON.readValue(json, LockHolder.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "process " + process + " on " + host.replaceFirst(" .*", "") + " since " + since;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String thisHost() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            name = "unknown";
        }
        try {
            // Containers may share a host name and each count their processes from 1.
            return name + " " + Files.readSymbolicLink(PROCESS_SPACE);
        } catch (IOException | UnsupportedOperationException e) {
            return name;
        }
    }
}
