package io.lucidgen.jobs.report;

import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.checkpoint.Platform;
import io.lucidgen.config.ReportConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Split;
import io.lucidgen.report.Fact;
import io.lucidgen.report.ModelCardView;
import io.lucidgen.report.NumberText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model card as a report shows it. */
final class ModelCardViews {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final String USAGE_HINT = "Whoever is responsible for the model says here what it is for and what it"
            + " must not be used for: the settings report.intended-use and report.limits.";
    private static final int HASH_DIGITS = 16;

    private ModelCardViews() {}

    /**
     * The card, and what the data set says of itself where it can still be read.
     *
     * @param weights which of its parameters this page is about
     * @param dataset the data set that the configuration names; shown only if it is the one that the model learned
     * @param report what people say about using the model
     */
    static ModelCardView of(ModelCard card, String weights, Optional<DatasetDescription> dataset, ReportConfig report) {
        Optional<DatasetDescription> learned = dataset.filter(
                description -> description.fingerprint().equals(card.training().dataFingerprint()));
        return new ModelCardView(
                List.of(
                        new ModelCardView.Group("Training", training(card.training(), weights)),
                        new ModelCardView.Group(
                                "Measured", figures(card.training().figures())),
                        new ModelCardView.Group("Data", data(card.training(), learned)),
                        new ModelCardView.Group("Code and machine", platform(card.training(), card.platform()))),
                card.training().configuration().entrySet().stream()
                        .map(setting -> new Fact(setting.getKey(), setting.getValue()))
                        .toList(),
                usage(report),
                USAGE_HINT);
    }

    private static List<Fact> training(ModelCard.Training training, String weights) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("rounds", NumberText.count(training.counters().rounds())));
        facts.add(new Fact("steps", NumberText.count(training.counters().steps())));
        facts.add(new Fact("examples seen", NumberText.count(training.counters().examples())));
        facts.add(new Fact("workers", NumberText.count(training.workers())));
        facts.add(new Fact("weights shown", weights));
        facts.add(new Fact("started", time(training.started())));
        facts.add(new Fact("time", NumberText.duration(Duration.between(training.started(), training.finished()))));
        training.seeds().forEach((name, seed) -> facts.add(new Fact("seed: " + name, Long.toString(seed))));
        return facts;
    }

    private static List<Fact> figures(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .map(figure -> new Fact(figure.getKey().replace('-', ' '), NumberText.figure(figure.getValue())))
                .toList();
    }

    private static List<Fact> data(ModelCard.Training training, Optional<DatasetDescription> dataset) {
        List<Fact> facts = new ArrayList<>();
        String fingerprint = training.dataFingerprint();
        facts.add(new Fact("fingerprint", fingerprint.substring(0, Math.min(HASH_DIGITS, fingerprint.length()))));
        dataset.ifPresent(description -> {
            facts.add(0, new Fact("name", description.name()));
            facts.add(new Fact("training rows", NumberText.count(description.count(Split.TRAIN))));
            facts.add(new Fact("test rows", NumberText.count(description.count(Split.TEST))));
            facts.add(new Fact("quarantined", NumberText.count(description.quarantined())));
            facts.add(new Fact(
                    "values",
                    NumberText.figure(description.statistics().min()) + " to "
                            + NumberText.figure(description.statistics().max()) + ", mean "
                            + NumberText.figure(description.statistics().mean())));
        });
        return facts;
    }

    private static List<Fact> platform(ModelCard.Training training, Platform platform) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Lucidgen", training.codeVersion()));
        facts.add(new Fact("Java", platform.java()));
        facts.add(new Fact("Spark", platform.spark().isEmpty() ? "none" : platform.spark()));
        facts.add(new Fact("ND4J", platform.nd4j()));
        facts.add(new Fact("device", (platform.backend() + " " + platform.nativeVariant()).strip()));
        facts.add(new Fact("system", platform.operatingSystem() + ", " + platform.architecture()));
        return facts;
    }

    private static List<ModelCardView.Note> usage(ReportConfig report) {
        List<ModelCardView.Note> notes = new ArrayList<>();
        if (!report.intendedUse().isBlank()) {
            notes.add(new ModelCardView.Note("Meant for", report.intendedUse()));
        }
        if (!report.limits().isEmpty()) {
            notes.add(new ModelCardView.Note("Limits", String.join("\n", report.limits())));
        }
        return notes;
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
