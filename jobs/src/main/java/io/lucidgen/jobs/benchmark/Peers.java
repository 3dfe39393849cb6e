package io.lucidgen.jobs.benchmark;

import io.lucidgen.error.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PyTorch's side of the comparisons; its programs are part of the application.
 *
 * @param python that can import torch
 * @param torch its version
 */
record Peers(String python, String torch) {

    private static final String PROGRAM = "gan_peer.py";

    /**
     * Looks for PyTorch.
     *
     * @param given a Python that the user named, or empty for the one on the path
     * @return empty when no Python was named and the one on the path has no PyTorch
     * @throws UserException (exit 2) when the Python that was named has no PyTorch
     */
    static Optional<Peers> find(Optional<String> given) throws IOException, InterruptedException {
        String python = given.orElse("python3");
        String said;
        try {
            Process probe = new ProcessBuilder(python, "-c", "import numpy, torch; print(torch.__version__)")
                    .redirectErrorStream(true)
                    .start();
            said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (probe.waitFor() == 0) {
                return Optional.of(new Peers(python, said.lines().reduce("", (first, last) -> last)));
            }
        } catch (IOException notThere) {
            said = notThere.getMessage();
        }
        if (given.isPresent()) {
            throw UserException.usage(
                    "measure PyTorch",
                    "--peers",
                    python,
                    "it cannot import torch and numpy: " + said.lines().reduce("", (first, last) -> last),
                    "Name a Python that can, or leave the option out");
        }
        return Optional.empty();
    }

    /** One process. */
    PeerProcess start(Path folder, Path rows, Cores cores, Recipe recipe, int threads, int warmUp) throws IOException {
        List<String> command = command(folder, rows, recipe, warmUp);
        command.addAll(List.of("--threads", "" + threads));
        Path log = folder.resolve(recipe.peerNetworks() + "-" + threads + ".log");
        return PeerProcess.start(threads == 1 ? cores.onCore(0, command) : cores.onTwoCores(command), threads, log);
    }

    /** Two processes of one core each that average their parameters and Adam's moments every few steps. */
    List<PeerProcess> startAveraging(Path folder, Path rows, Cores cores, Recipe recipe, int every, int warmUp)
            throws IOException {
        Path rendezvous = folder.resolve("rendezvous-" + every);
        Files.deleteIfExists(rendezvous);
        List<PeerProcess> both = new ArrayList<>();
        for (int rank = 0; rank < 2; rank++) {
            List<String> command = command(folder, rows, recipe, warmUp);
            command.addAll(List.of("--rank", "" + rank, "--world", "2", "--average-every", "" + every));
            command.addAll(List.of("--rendezvous", rendezvous.toString()));
            Path log = folder.resolve("gloo-" + every + "-" + rank + ".log");
            both.add(PeerProcess.start(cores.onCore(rank, command), 1, log));
        }
        return both;
    }

    private List<String> command(Path folder, Path rows, Recipe recipe, int warmUp) throws IOException {
        Path program = folder.resolve(PROGRAM);
        if (!Files.exists(program)) {
            try (InputStream in = Peers.class.getResourceAsStream(PROGRAM)) {
                Files.copy(in, program);
            }
        }
        return new ArrayList<>(List.of(
                python,
                program.toString(),
                "--rows",
                rows.toString(),
                "--networks",
                recipe.peerNetworks(),
                "--warm-up",
                "" + warmUp));
    }
}
