package io.lucidgen.jobs.training;

import io.lucidgen.training.StepMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The line that a round leaves in the log: losses, examples per second, bytes moved, time left. */
final class RoundProgress {

    private static final int RECENT = 20;
    private static final double MEGABYTE = 1e6;

    private final long rounds;
    private final List<Double> recentSeconds = new ArrayList<>();

    RoundProgress(long rounds) {
        this.rounds = rounds;
    }

    /**
     * Describes one round.
     *
     * @param round the rounds that are complete
     * @param bytes the bytes of state that the round sent to and from executors
     */
    String line(long round, StepMetrics metrics, long examples, long bytes, double seconds) {
        recentSeconds.add(seconds);
        if (recentSeconds.size() > RECENT) {
            recentSeconds.remove(0);
        }
        String losses = metrics.values().entrySet().stream()
                .filter(metric ->
                        metric.getKey().contains("loss") || metric.getKey().equals("kl"))
                .map(metric -> String.format(Locale.ROOT, "%s %.3f", metric.getKey(), metric.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "round %d of %d: %s; %,.0f examples/s; %.1f MB moved; %s left",
                round,
                rounds,
                losses,
                examples / seconds,
                bytes / MEGABYTE,
                left(round));
    }

    private String left(long round) {
        double mean = recentSeconds.stream().mapToDouble(d -> d).average().orElse(0);
        Duration left = Duration.ofSeconds(Math.round(mean * (rounds - round)));
        return left.toMinutes() > 0
                ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                : left.toSeconds() + " s";
    }
}
