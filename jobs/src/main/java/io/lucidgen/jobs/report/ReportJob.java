package io.lucidgen.jobs.report;

import io.lucidgen.checkpoint.AtomicFile;
import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.Sample;
import io.lucidgen.jobs.report.ReportSources.Source;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.jobs.run.WeightsInUse;
import io.lucidgen.jobs.spark.JobDescriptions;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.report.HtmlReport;
import io.lucidgen.report.Part;
import io.lucidgen.report.PngImage;
import io.lucidgen.report.ReportContent;
import io.lucidgen.report.ReportHeader;
import io.lucidgen.report.SampleGallery;
import io.lucidgen.report.SamplePictures;
import io.lucidgen.report.Score;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Makes one page of everything that is known about a version of a model on a date; what is missing says what to run.
 *
 * <p>The tables are counted and filtered on the executors: to the driver come the rows that are shown, which grow with
 * {@code report.samples} and with the metrics and rounds of the training, never with the samples.
 */
public final class ReportJob {

    private static final String REPORTS = "reports";

    private final JobContext context;
    private final LucidgenConfig config;

    public ReportJob(JobContext context) {
        this.context = context;
        this.config = context.config();
    }

    /**
     * Writes the page, unless one was made of the same checkpoint and tables.
     *
     * @param version the version, or empty for the latest
     * @throws io.lucidgen.error.UserException (exit 3) if there is no such version, or it is damaged or of another family
     */
    public void run(Optional<String> version) throws IOException {
        CheckpointStore store = new CheckpointStore(context.files(), context.root());
        Checkpoint checkpoint = WeightsInUse.of(
                VersionChoice.load(store, config.model(), version),
                config.generation().weights());
        ModelCard card = checkpoint.card();
        ReportSources sources = ReportSources.find(context, card.model());
        Optional<Source> samples = sources.of(SamplesTable.TABLE);
        if (samples.isPresent()) {
            WeightsInUse.requireSame(context, checkpoint, samples.get().run().partition(), "report");
        }
        HeldOutImages images =
                HeldOutImages.of(context, card, checkpoint.definition().normalizer());
        RunRequest request = sources.addTo(RunRequest.onVersion(
                                "report", card.model().name(), card.model().version())
                        .reads("seed", config.seed())
                        .reads("report", config.report())
                        .reads(WeightsInUse.SETTING, config.generation().weights())
                        .reads("generation.grid-rows", config.generation().gridRows())
                        .reads("generation.grid-columns", config.generation().gridColumns()))
                .input("dataset", images.fingerprint());
        try (Step step = Step.begin(context, request)) {
            if (step.alreadyDone()) {
                return;
            }
            try (JobDescriptions named = JobDescriptions.open(
                    context.spark(), "report", "report " + card.model().name())) {
                write(step, content(checkpoint, sources, images));
            }
            step.complete(Map.of("tables", (double) sources.all().size()));
        }
    }

    private ReportContent content(Checkpoint checkpoint, ReportSources sources, HeldOutImages images)
            throws IOException {
        int shown = config.report().samples();
        double gap = config.explanation().maxRelativeGap();
        int cells = config.generation().gridRows() * config.generation().gridColumns();
        List<SampleRow> first = SampleViews.first(sources, cells);
        List<Sample> heldOut = PathViews.encodes(checkpoint) ? images.pick(shown, config.seed()) : List.of();
        ExplainedSamples explained = new ExplainedSamples(
                sources,
                images,
                SamplePictures.of(
                        checkpoint.definition().sampleShape(),
                        checkpoint.definition().normalizer()));
        Part<List<Score>> scores = ScoreViews.of(sources);
        return new ReportContent(
                header(checkpoint.card(), images, ScoreViews.judge(scores)),
                Part.of(ModelCardViews.of(
                        checkpoint.card(),
                        WeightsInUse.describe(checkpoint, config.generation().weights()),
                        images.description(),
                        context.config().report())),
                InternalsViews.findings(sources),
                Part.of(NetworkViews.of(checkpoint.definition())),
                PathViews.of(checkpoint, first, heldOut, images, config.seed()),
                TrainingViews.of(sources, checkpoint.state().counters().rounds()),
                SampleViews.gallery(sources, first, config.generation()),
                new ExplanationViews(sources, explained, gap).gallery(shown, images.missing()),
                ReconstructionViews.of(checkpoint, heldOut, images),
                TrustViews.of(sources, gap),
                InternalsViews.of(sources, checkpoint.definition().sampleShape()),
                SurrogateViews.of(sources),
                scores,
                Reproductions.of(context, checkpoint.card(), sources));
    }

    private ReportHeader header(ModelCard card, HeldOutImages images, ScoreViews.Judgement judgement) {
        return new ReportHeader(
                card.model().name(),
                card.model().version(),
                card.model().family(),
                images.dataset(),
                context.runDate(),
                judgement.verdict(),
                judgement.reason());
    }

    /** The page last: where it is, all that belongs to it is. */
    private void write(Step step, ReportContent content) throws IOException {
        Path folder = step.partition().below(new Path(context.root(), REPORTS));
        if (content.samples() instanceof Part.Present<SampleGallery> samples) {
            byte[] picture = PngImage.encode(samples.value().grid());
            AtomicFile.replace(context.files(), new Path(folder, "grid.png"), out -> out.write(picture));
        }
        byte[] html = HtmlReport.render(content);
        Path page = new Path(folder, "index.html");
        AtomicFile.replace(context.files(), page, out -> out.write(html));
        step.output("report", page);
    }
}
