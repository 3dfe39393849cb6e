package io.lucidgen.jobs.generation;

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
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;

/** Draws samples from a version of a model, each with the seed that gives it again. */
public final class GenerationJob {

    private static final double NANOS = 1e9;
    private static final int SCALE = 3;
    private static final int SEPARATOR = 3;

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
            Path grid = new Path(step.folder(), "grid.png");
            byte[] picture = PngImage.encode(firstSamples(definition, parameters));
            AtomicFile.replace(context.files(), grid, out -> out.write(picture));
            step.output("grid", grid);
            step.complete(
                    Map.of("samples", (double) config.samples(), "samples-per-second", config.samples() / seconds));
        }
    }

    private JavaRDD<Row> rows(ModelDefinition definition, ModelState parameters) {
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        var ranges = OrdinalRange.split(config.samples(), config.partitions());
        return spark.parallelize(ranges, ranges.size())
                .mapPartitions(new GenerateTask(
                        definition,
                        spark.broadcast(parameters),
                        context.config().seed()));
    }

    /** The samples of the picture, drawn again: they fill a screen, however many the table has. */
    private Picture firstSamples(ModelDefinition definition, ModelState parameters) {
        GenerativeModel model = ModelFamilies.load(definition, parameters);
        SampleDraw draw = new SampleDraw(model, context.config().seed());
        return new SampleGrid(config.gridRows(), config.gridColumns(), SCALE, SEPARATOR)
                .draw(draw.pictures(config.gridRows() * config.gridColumns()));
    }
}
