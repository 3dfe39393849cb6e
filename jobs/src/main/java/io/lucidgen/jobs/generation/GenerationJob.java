package io.lucidgen.jobs.generation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lucidgen.checkpoint.AtomicFile;
import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.config.GenerationConfig;
import io.lucidgen.error.UserException;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.jobs.run.WeightsInUse;
import io.lucidgen.jobs.spark.JobDescriptions;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.report.Picture;
import io.lucidgen.report.PngImage;
import io.lucidgen.report.SampleGrid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Draws samples from a version of a model, each with the seed that gives it again. */
public final class GenerationJob {

    private static final double NANOS = 1e9;
    private static final int SCALE = 3;
    private static final int SEPARATOR = 3;
    private static final double PERCENT = 100;

    private final JobContext context;
    private final GenerationConfig config;

    public GenerationJob(JobContext context) {
        this.context = context;
        this.config = context.config().generation();
    }

    /**
     * Generates the configured number of samples; time grows with it, the memory of driver and executors does not.
     *
     * @param version of the configured model; empty for the latest
     * @throws UserException (exit 3) when there is no such checkpoint, it is damaged or of another family, or its
     *     samples are no pictures
     */
    public void run(Optional<String> version) throws IOException {
        Checkpoint checkpoint = WeightsInUse.of(
                VersionChoice.load(
                        new CheckpointStore(context.files(), context.root()),
                        context.config().model(),
                        version),
                config.weights());
        ModelCard.Model model = checkpoint.card().model();
        SampleDraw.pictures(checkpoint.definition());
        RunRequest request = RunRequest.onVersion("generate", model.name(), model.version())
                .reads("seed", context.config().seed())
                .reads("generation", config);
        String title = "generate %d samples of %s".formatted(config.samples(), model.name());
        try (Step step = Step.begin(context, request);
                JobDescriptions named = JobDescriptions.open(context.spark(), "generate", title)) {
            if (step.alreadyDone()) {
                return;
            }
            ModelDefinition definition = checkpoint.definition();
            ModelState parameters = checkpoint.state().onlyParameters(definition);
            long start = System.nanoTime();
            step.publish(SamplesTable.TABLE, SamplesTable.TABLE.rows(context.spark(), rows(definition, parameters)));
            double seconds = (System.nanoTime() - start) / NANOS;
            GenerativeModel loaded = ModelFamilies.load(definition, parameters);
            picture(step, "grid", firstSamples(loaded));
            TraversalPicture traversal =
                    TraversalPicture.of(loaded, context.config().seed());
            picture(step, "traversal", traversal.picture());
            text(step, "traversal-rows", traversal.names());
            Map<String, Double> figures = gateFigures(step);
            figures.put("samples", (double) config.samples());
            figures.put("samples-per-second", config.samples() / seconds);
            step.complete(figures);
        }
    }

    private void picture(Step step, String name, Picture picture) throws IOException {
        Path file = new Path(step.folder(), name + ".png");
        byte[] png = PngImage.encode(picture);
        AtomicFile.replace(context.files(), file, out -> out.write(png));
        step.output(name, file);
    }

    private void text(Step step, String name, List<String> lines) throws IOException {
        Path file = new Path(step.folder(), name + ".txt");
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.replace(context.files(), file, out -> out.write(bytes));
        step.output(name, file);
    }

    /** The share of the drawn latents that the gate let through, and of the samples for which it let none through. */
    private Map<String, Double> gateFigures(Step step) {
        Map<String, Double> figures = new TreeMap<>();
        if (!config.gate().enabled()) {
            return figures;
        }
        Row sums = step.published(SamplesTable.TABLE)
                .agg(
                        sum(col(SamplesTable.DRAWS)).cast(DataTypes.DoubleType),
                        sum(when(col(SamplesTable.CRITIC_LOGIT).lt(config.gate().minLogit()), 1.0)
                                .otherwise(0.0)))
                .first();
        double refused = sums.getDouble(1);
        double rate = (config.samples() - refused) / sums.getDouble(0);
        figures.put("acceptance-rate", rate);
        figures.put("unaccepted-share", refused / config.samples());
        context.console()
                .line(String.format(
                        Locale.ROOT,
                        "the gate let %.1f %% of the drawn samples through; for %.1f %% of the samples it let none of %d"
                                + " through, and the best one was taken",
                        PERCENT * rate,
                        PERCENT * refused / config.samples(),
                        config.gate().draws()));
        return figures;
    }

    private JavaRDD<Row> rows(ModelDefinition definition, ModelState parameters) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        var ranges = OrdinalRange.split(config.samples(), config.partitions());
        return spark.parallelize(ranges, ranges.size())
                .mapPartitions(new GenerateTask(
                        definition,
                        spark.broadcast(parameters),
                        config.gate(),
                        context.config().seed()));
    }

    /** The samples of the picture, drawn again: they fill a screen, however many the table has. */
    private Picture firstSamples(GenerativeModel model) {
        SampleDraw draw = new SampleDraw(model, config.gate(), context.config().seed());
        return new SampleGrid(config.gridRows(), config.gridColumns(), SCALE, SEPARATOR)
                .draw(draw.pictures(config.gridRows() * config.gridColumns()));
    }
}
