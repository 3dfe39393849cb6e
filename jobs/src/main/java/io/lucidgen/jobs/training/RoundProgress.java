package io.lucidgen.jobs.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The line that a round leaves in the log: losses, examples per second, bytes moved, time left. */
final class RoundProgress {

    private static final int RECENT = 20;
    private static final double MEGABYTE = 1e6;
    private static final double MILLIS = 1e3;

    private final long rounds;
    private final List<Double> recentSeconds = new ArrayList<>();

    RoundProgress(long rounds) {
        this.rounds = rounds;
    }

    /**
     * Describes one round.
     *
     * @param round the rounds that are complete
     */
    String line(long round, RoundOutcome outcome) {
        RoundCost cost = outcome.cost();
        double seconds = cost.wall();
        recentSeconds.add(seconds);
        if (recentSeconds.size() > RECENT) {
            recentSeconds.remove(0);
        }
        String losses = outcome.metrics().values().entrySet().stream()
                .filter(metric ->
                        metric.getKey().contains("loss") || metric.getKey().equals("kl"))
                .map(metric -> String.format(Locale.ROOT, "%s %.3f", metric.getKey(), metric.getValue()))
                .collect(Collectors.joining(", "));
        String workers = without("refused for numbers that are not finite", outcome.refused())
                + without("left out", outcome.leftOut());
        return String.format(
                Locale.ROOT,
                "round %d of %d: %s%s; %,.0f examples/s; %.1f MB moved; ms: %s; %s left",
                round,
                rounds,
                losses,
                workers,
                outcome.examples() / seconds,
                cost.bytesMoved() / MEGABYTE,
                parts(cost),
                left(round));
    }

    private static String without(String why, Collection<Integer> workers) {
        return workers.isEmpty()
                ? ""
                : "; " + why + ": " + (workers.size() == 1 ? "worker " : "workers ")
                        + workers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String parts(RoundCost cost) {
        return String.format(
                Locale.ROOT,
                "pull %.0f, apply %.0f, read %.0f, compute %.0f, serialise %.0f, reduce %.0f, rest %.0f",
                MILLIS * cost.pull(),
                MILLIS * cost.apply(),
                MILLIS * cost.read(),
                MILLIS * cost.compute(),
                MILLIS * cost.serialise(),
                MILLIS * cost.reduce(),
                MILLIS * cost.rest());
    }

    private String left(long round) {
        double mean = recentSeconds.stream().mapToDouble(d -> d).average().orElse(0);
        Duration left = Duration.ofSeconds(Math.round(mean * (rounds - round)));
        return left.toMinutes() > 0
                ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                : left.toSeconds() + " s";
    }
}
