package io.lucidgen.jobs.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that trains when it is told to: a number of steps on a line of its input, and on a line of its output the
 * seconds that they took. It waits in between, so that others can be measured.
 */
final class PeerProcess implements AutoCloseable {

    static final String READY = "benchmark ready";
    static final String SECONDS = "benchmark seconds ";

    private static final int LOG_LINES = 5;
    private static final int END_SECONDS = 10;

    private final Process process;
    private final Path log;
    private final BufferedReader answers;
    private final Writer requests;

    private PeerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process; it may need a while until {@link #awaitReady}.
     *
     * @param threads of each call into native code
     * @param log receives what it writes besides its answers
     */
    static PeerProcess start(List<String> command, int threads, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
        // A BLAS that is held to one kernel is not what users run.
        builder.environment().remove("OPENBLAS_CORETYPE");
        builder.environment().remove("OPENBLAS_L2_SIZE");
        return new PeerProcess(builder.start(), log);
    }

    void awaitReady() {
        answer(READY);
    }

    /** Sends it to work. */
    void ask(int steps) {
        try {
            requests.write(steps + "\n");
            requests.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Waits until it has done what it was asked for. */
    double seconds() {
        return Double.parseDouble(answer(SECONDS));
    }

    private String answer(String prefix) {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(prefix)) {
                    return line.substring(prefix.length());
                }
            }
        } catch (IOException e) {
            throw failure(e);
        }
        throw failure(null);
    }

    private IllegalStateException failure(IOException cause) {
        return new IllegalStateException("A process of the benchmark ended early: " + lastWords(), cause);
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log, e);
        }
    }

    /** Lets it end; one that does not is killed. */
    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
