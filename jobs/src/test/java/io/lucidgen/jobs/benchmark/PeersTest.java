package io.lucidgen.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.error.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersTest {

    @TempDir
    private Path folder;

    @Test
    void membersWorkAtTheSameTimeAndTheirRatesAreAddedUp() throws Exception {
        try (PeerGroup group = new PeerGroup(List.of(peer("0.5"), peer("2")), 10, 8)) {
            assertThat(group.samplesPerSecond()).isEqualTo(80 / 0.5 + 80 / 2.0);
            assertThat(group.samplesPerSecond()).isEqualTo(200);
        }
    }

    /** Answers each request with the same time, between lines that are no answers. */
    private PeerProcess peer(String seconds) throws Exception {
        String program = "echo noise; echo benchmark ready; while read steps; do echo $steps; echo benchmark seconds "
                + seconds + "; done";
        return PeerProcess.start(List.of("sh", "-c", program), 1, folder.resolve("log-" + seconds));
    }

    @Test
    void aProcessThatEndsEarlyIsReportedWithItsLastWords() throws Exception {
        PeerProcess process =
                PeerProcess.start(List.of("sh", "-c", "echo no such module >&2"), 1, folder.resolve("log"));

        assertThatThrownBy(process::awaitReady).hasMessageContaining("no such module");
        process.close();
    }

    @Test
    void bothSidesMayChooseTheirKernelsAndHaveTheirThreads() throws Exception {
        Path log = folder.resolve("log");
        PeerProcess process = PeerProcess.start(
                List.of(
                        "sh",
                        "-c",
                        "echo \"[$OMP_NUM_THREADS$OPENBLAS_CORETYPE$OPENBLAS_L2_SIZE]\" >&2; echo benchmark ready"),
                2,
                log);
        process.awaitReady();
        process.close();

        assertThat(Files.readString(log)).isEqualTo("[2]\n");
    }

    @Test
    void aPythonWithoutTorchIsRefusedWhenItWasNamed() throws Exception {
        Path python = Files.writeString(folder.resolve("python"), "#!/bin/sh\necho no torch here\nexit 1\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        for (String named : List.of(python.toString(), folder.resolve("absent").toString())) {
            assertThatThrownBy(() -> Peers.find(Optional.of(named)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("--peers=" + named);
        }
    }

    @Test
    void coresAreThoseOfTheKernelsList() {
        assertThat(Cores.parse("0-3,8")).containsExactly(0, 1, 2, 3, 8);
        assertThat(new Cores(List.of(4, 6)).onCore(1, List.of("run"))).containsExactly("taskset", "-c", "6", "run");
        assertThat(new Cores(List.of(4, 6)).onTwoCores(List.of("run"))).containsExactly("taskset", "-c", "4,6", "run");
        assertThat(new Cores(List.of(4)).onCore(1, List.of("run"))).containsExactly("run");
    }
}
