package io.lucidgen.jobs.report;

import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.jobs.report.ReportSources.Source;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.report.Reproduction;
import io.lucidgen.report.Reproduction.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How to get the results of a report again, and where its tables lie. */
final class Reproductions {

    private static final String FILE = "same.conf";
    private static final Pattern BARE = Pattern.compile("-?[0-9][0-9.]*([eE]-?[0-9]+)?|true|false|\\[.*]");

    private Reproductions() {}

    static Reproduction of(JobContext context, ModelCard card, ReportSources sources) {
        List<Command> commands = new ArrayList<>();
        commands.add(new Command(
                "The settings of these runs that are not the defaults; save them as " + FILE + ":",
                file(settings(context.config(), card, sources))));
        commands.add(
                new Command("The model:", line("train", sources.trainingDate().toString())));
        String options = context.runDate() + " --model-version " + card.model().version();
        List<String> steps =
                sources.all().stream().map(source -> source.run().command()).toList();
        for (String step : List.of("generate", "explain", "evaluate")) {
            if (steps.contains(step)) {
                commands.add(new Command("The tables of " + step + ":", line(step, options)));
            }
        }
        commands.add(new Command("This page:", line("report", options)));
        return new Reproduction(
                commands,
                sources.all().stream().map(source -> table(context, source)).toList());
    }

    private static String line(String command, String options) {
        return "submit-scripts/submit.sh -- " + command + " --config " + FILE + " --run-date " + options;
    }

    private static Reproduction.Table table(JobContext context, Source source) {
        return new Reproduction.Table(
                source.table().name(), source.folder(context.root()).toString(), source.rows());
    }

    /** This run's settings, and in their place those that the runs behind it noted. */
    private static SortedMap<String, String> settings(LucidgenConfig config, ModelCard card, ReportSources sources) {
        SortedMap<String, String> settings = new TreeMap<>(flat(config));
        settings.putAll(card.training().configuration());
        sources.all().forEach(source -> settings.putAll(source.run().config()));
        // A run may note what no configuration file has.
        settings.keySet().retainAll(flat(config).keySet());
        settings.entrySet().removeAll(flat(ConfigLoader.defaultsWith()).entrySet());
        return settings;
    }

    private static SortedMap<String, String> flat(LucidgenConfig config) {
        return RunRequest.onModel("report", config.model().name())
                .reads("root", config.root())
                .reads("seed", config.seed())
                .reads("dataset", config.dataset())
                .reads("model", config.model())
                .reads("training", config.training())
                .reads("averaging", config.averaging())
                .reads("generation", config.generation())
                .reads("explanation", config.explanation())
                .reads("evaluation", config.evaluation())
                .reads("report", config.report())
                .config();
    }

    private static String file(SortedMap<String, String> settings) {
        StringBuilder file = new StringBuilder("lucidgen {\n");
        settings.forEach((key, value) -> file.append("  ")
                .append(key)
                .append(" = ")
                .append(quoted(value))
                .append('\n'));
        return file.append('}').toString();
    }

    private static String quoted(String value) {
        return BARE.matcher(value).matches()
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
