package io.lucidgen.jobs.report;

import io.lucidgen.report.Chart;
import io.lucidgen.report.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Sorts the metrics of a training history into charts. */
final class TrainingCharts {

    /** A chart and the metrics that belong on it. */
    private record Kind(
            String title, String yName, String unit, Chart.Scale scale, String note, Predicate<String> holds) {}

    private static final String ALARM = "alarm-";
    private static final String MACHINE = "machine-";
    private static final double MEGABYTE = 1e6;
    // Facts of one round, which the model card has.
    private static final String ROLLED_BACK = "rolled-back-";
    private static final String ALARMS = "Alarms so far";

    // The first kind that holds a metric takes it; the last one holds all.
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "Gradient norms",
                    "norm",
                    "",
                    Chart.Scale.LOGARITHMIC,
                    "Length of the gradients of all parameters of a network. A triangle marks a value that has no place"
                            + " here: zero, or no number.",
                    name -> name.endsWith("gradient-norm")),
            new Kind(
                    "Clipped gradients",
                    "steps",
                    "share",
                    Chart.Scale.LINEAR,
                    "Share of a round's steps whose gradient was longer than training.optimizer.clip-norm and was shortened"
                            + " to it.",
                    name -> name.endsWith("gradient-clipped")),
            new Kind(
                    "Held-out accuracy of the discriminator",
                    "right answers",
                    "share",
                    Chart.Scale.LINEAR,
                    "Near one half on both is balance; near 1 on both means that the generator has lost.",
                    name -> name.contains("held-out-accuracy")),
            new Kind(
                    "Variety of samples",
                    "mean distance",
                    "",
                    Chart.Scale.LINEAR,
                    "Of two generated samples, and of two held-out examples; far below those means that the generator draws"
                            + " few kinds of samples.",
                    name -> name.endsWith("-variety")),
            new Kind(
                    "Near-duplicates",
                    "samples",
                    "share",
                    Chart.Scale.LINEAR,
                    "Generated samples that lie nearer to another one than 99 % of held-out examples do.",
                    name -> name.endsWith("near-duplicates")),
            new Kind(
                    "Active latent dimensions",
                    "dimensions",
                    "share",
                    Chart.Scale.LINEAR,
                    "Dimensions whose posterior mean varies over held-out examples; the others say nothing.",
                    name -> name.endsWith("active-units")),
            new Kind(
                    ALARMS,
                    "alarms",
                    "",
                    Chart.Scale.LINEAR,
                    "How often each monitor of training.stability has said that training goes wrong.",
                    name -> name.startsWith(ALARM)),
            new Kind(
                    "KL divergence",
                    "divergence",
                    "nats",
                    Chart.Scale.LINEAR,
                    "How much the latents say about a sample; near zero means that the decoder ignores them.",
                    name -> name.equals("kl") || name.endsWith("held-out-kl")),
            new Kind(
                    "Losses",
                    "loss",
                    "nats",
                    Chart.Scale.LINEAR,
                    "What training makes smaller; for a GAN the two pull against each other, and neither falls to zero in a"
                            + " good run.",
                    name -> name.endsWith("loss") || name.endsWith("elbo")),
            new Kind(
                    "Throughput",
                    "examples",
                    "per second",
                    Chart.Scale.LINEAR,
                    "Examples trained on by all workers together, averaging included.",
                    name -> name.equals("examples-per-second")),
            new Kind(
                    "Parts of a round",
                    "time",
                    "seconds",
                    Chart.Scale.LOGARITHMIC,
                    "Each is that of the slowest task. What is not computing is the price of averaging.",
                    name -> name.startsWith(MACHINE) && name.endsWith("-seconds")),
            new Kind(
                    "Memory and traffic",
                    "size",
                    "MB",
                    Chart.Scale.LOGARITHMIC,
                    "What a process holds at most, and what came over the network in a round.",
                    name -> name.startsWith(MACHINE)),
            new Kind(
                    "Total correlation",
                    "total correlation",
                    "nats",
                    Chart.Scale.LINEAR,
                    "How much the latent dimensions say of one another, estimated over a batch.",
                    name -> name.equals("total-correlation")),
            new Kind("Other measurements", "value", "", Chart.Scale.LINEAR, "", name -> true));

    private static final List<String> ORDER = List.of(
            ALARMS,
            "Losses",
            "Variety of samples",
            "Near-duplicates",
            "Held-out accuracy of the discriminator",
            "KL divergence",
            "Total correlation",
            "Active latent dimensions",
            "Gradient norms",
            "Clipped gradients",
            "Throughput",
            "Parts of a round",
            "Memory and traffic",
            "Other measurements");

    private TrainingCharts() {}

    /**
     * Charts over the rounds.
     *
     * @param history by metric, the value at each round at which it was measured
     */
    static List<Chart> of(Map<String, SortedMap<Long, Double>> history) {
        Map<String, SortedMap<Long, Double>> shown = new TreeMap<>(history);
        shown.keySet().removeIf(metric -> metric.startsWith(ROLLED_BACK));
        shown.replaceAll((metric, values) -> metric.startsWith(ALARM) ? soFar(values, history.values()) : values);
        shown.replaceAll((metric, values) -> metric.startsWith(MACHINE) ? ofMachine(metric, values) : values);
        shown.values().removeIf(SortedMap::isEmpty);
        Map<String, List<Series>> byTitle = new TreeMap<>();
        shown.forEach((metric, values) -> byTitle.computeIfAbsent(kind(metric).title(), title -> new ArrayList<>())
                .add(series(metric, values)));
        return ORDER.stream()
                .filter(byTitle::containsKey)
                .map(title -> chart(title, byTitle.get(title)))
                .toList();
    }

    /** How many values there were until each round of the history. */
    private static SortedMap<Long, Double> soFar(
            SortedMap<Long, Double> values, Collection<SortedMap<Long, Double>> history) {
        SortedMap<Long, Double> counts = new TreeMap<>();
        history.forEach(metric -> metric.keySet()
                .forEach(round ->
                        counts.put(round, (double) values.headMap(round + 1).size())));
        return counts;
    }

    /** Times in seconds and sizes in megabytes, without the zeros of what did not happen, such as traffic on one machine. */
    private static SortedMap<Long, Double> ofMachine(String metric, SortedMap<Long, Double> values) {
        SortedMap<Long, Double> spent = new TreeMap<>();
        values.forEach((round, value) -> {
            if (value != 0) {
                spent.put(round, metric.endsWith("-seconds") ? value : value / MEGABYTE);
            }
        });
        return spent;
    }

    private static Chart chart(String title, List<Series> series) {
        Kind kind = KINDS.stream()
                .filter(one -> one.title().equals(title))
                .findFirst()
                .orElseThrow();
        return new Chart(title, "round", kind.yName(), kind.unit(), kind.scale(), series, kind.note());
    }

    private static Kind kind(String metric) {
        return KINDS.stream()
                .filter(kind -> kind.holds().test(metric))
                .findFirst()
                .orElseThrow();
    }

    private static Series series(String metric, SortedMap<Long, Double> values) {
        return new Series(
                metric.replace('-', ' '),
                values.keySet().stream().mapToDouble(Long::doubleValue).toArray(),
                values.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
