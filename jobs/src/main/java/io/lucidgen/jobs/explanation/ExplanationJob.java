package io.lucidgen.jobs.explanation;

import static org.apache.spark.sql.functions.col;

import io.lucidgen.attribution.MethodPlan;
import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.checkpoint.CheckpointStore;
import io.lucidgen.checkpoint.ModelCard;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.internals.InternalsEngine;
import io.lucidgen.jobs.internals.InternalsTables;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.run.VersionChoice;
import io.lucidgen.jobs.run.WeightsInUse;
import io.lucidgen.jobs.simplification.SimplificationEngine;
import io.lucidgen.jobs.spark.JobDescriptions;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.jobs.table.MembershipLeakageTable;
import io.lucidgen.jobs.table.MethodChoicesTable;
import io.lucidgen.jobs.table.PublishedTable;
import io.lucidgen.jobs.table.SharedMapsTable;
import io.lucidgen.jobs.table.SurrogatesTable;
import io.lucidgen.jobs.table.TablePartition;
import io.lucidgen.privacy.MembershipLeakage;
import io.lucidgen.privacy.SharedMap;
import io.lucidgen.simplification.Surrogate;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Explains samples with a version of a model and scores how far each explanation can be trusted. */
public final class ExplanationJob {

    private static final double NANOS = 1e9;

    private final JobContext context;
    private final ExplanationConfig config;

    public ExplanationJob(JobContext context) {
        this.context = context;
        this.config = context.config().explanation();
    }

    /**
     * Explains the configured samples by every method for every target; time grows with their product. The driver holds
     * the samples to explain, a latent or the features of each, and none of the maps.
     *
     * @param version of the configured model; empty for the latest
     * @throws UserException (exit 3) when there is no such checkpoint or it is damaged, the dataset is not the one that
     *     it was trained on, there are no samples, they are of another model, or a gradient is wrong; (exit 2) when the
     *     configuration asks for a target that the model does not offer
     */
    public void run(Optional<String> version) throws IOException {
        Checkpoint checkpoint = WeightsInUse.of(
                VersionChoice.load(
                        new CheckpointStore(context.files(), context.root()),
                        context.config().model(),
                        version),
                context.config().generation().weights());
        ModelCard.Model model = checkpoint.card().model();
        ExplanationInputs inputs = ExplanationInputs.of(context, checkpoint);
        Optional<TablePartition> samples = inputs.samples();
        RunRequest request = RunRequest.onVersion("explain", model.name(), model.version())
                .reads("seed", context.config().seed())
                .reads("explanation", config)
                .reads(WeightsInUse.SETTING, context.config().generation().weights())
                .input("dataset", inputs.dataset().description().fingerprint());
        if (samples.isPresent()) {
            WeightsInUse.requireSame(context, checkpoint, samples.get(), "explain");
            request = request.input("samples", samples.get().runId());
        }
        try (Step step = Step.begin(context, request);
                JobDescriptions named =
                        JobDescriptions.open(context.spark(), "explain", "explain samples of " + model.name())) {
            if (!step.alreadyDone()) {
                explain(step, inputs);
            }
        }
    }

    private void explain(Step step, ExplanationInputs inputs) throws IOException {
        Checkpoint checkpoint = inputs.checkpoint();
        DatasetDescription dataset = inputs.dataset().description();
        List<Subject> subjects = inputs.subjects();
        JavaSparkContext spark =
                JavaSparkContext.fromSparkContext(context.spark().sparkContext());
        ExplanationEngine engine = new ExplanationEngine(
                spark, checkpoint.definition(), checkpoint.state(), config, dataset.statistics(), inputs.references());
        ExplanationAccount account = new ExplanationAccount(context.console());
        if (config.sharedMaps().enabled()) {
            SharedMaps.require(subjects, engine.aspects());
        }
        account.checked(engine.check(subjects, context.config().seed()));
        MethodPlan plan = config.automatic().enabled() ? chosen(step, engine, subjects, account) : MethodPlan.ALL;

        long explaining = System.nanoTime();
        JavaRDD<Row> rows = engine.explain(subjects, plan, context.config().seed())
                .map(new ExplanationToRow(dataset.modality(), config.explainedUnits()));
        PublishedTable maps =
                step.publish(ExplanationsTable.TABLE, ExplanationsTable.TABLE.rows(context.spark(), rows));
        account.explained(subjects.size(), maps, secondsSince(explaining));

        long examining = System.nanoTime();
        Dataset<Row> published = step.published(ExplanationsTable.TABLE);
        Examined examined = Examined.of(
                engine.examine(
                        published,
                        ExplanationEngine.evenly(subjects, config.quality().samples()),
                        context.config().seed()),
                config.quality().maxRandomizedCorrelation());
        account.examined(examined, secondsSince(examining));

        JavaRDD<Row> scores =
                published.javaRDD().map(new ScorePublished(config.maxRelativeGap(), spark.broadcast(examined)));
        step.publish(ExplanationScoresTable.TABLE, ExplanationScoresTable.TABLE.rows(context.spark(), scores));
        account.trusted(step.published(ExplanationScoresTable.TABLE)
                .filter(col(ExplanationScoresTable.TRUSTED))
                .count());
        if (config.sharedMaps().enabled()) {
            share(step, engine, subjects);
        }
        leak(step, subjects, account);
        probe(step, checkpoint, account);
        simplify(step, checkpoint, account);
        step.complete(account.figures());
    }

    /** Means with noise over the real rows, for those who may not see them. */
    private void share(Step step, ExplanationEngine engine, List<Subject> subjects) throws IOException {
        List<SharedMap> maps = SharedMaps.of(
                step.published(ExplanationsTable.TABLE),
                SharedMaps.real(subjects),
                engine.aspects(),
                config.sharedMaps(),
                new SecureRandom());
        step.publish(
                SharedMapsTable.TABLE,
                SharedMapsTable.TABLE.rows(
                        context.spark(), maps.stream().map(SharedMapsTable::row).toList()));
    }

    /** What the maps give away of membership, where both members and others are explained. */
    private void leak(Step step, List<Subject> subjects, ExplanationAccount account) throws IOException {
        List<MembershipLeakage> leakage = LeakageOfColumns.of(step.published(ExplanationsTable.TABLE), subjects);
        if (!leakage.isEmpty()) {
            step.publish(
                    MembershipLeakageTable.TABLE,
                    MembershipLeakageTable.TABLE.rows(
                            context.spark(),
                            leakage.stream().map(MembershipLeakageTable::row).toList()));
            account.leaking(leakage);
        }
    }

    /** What the parts of the generator do, where there is one. */
    private void probe(Step step, Checkpoint checkpoint, ExplanationAccount account) throws IOException {
        InternalsEngine engine = new InternalsEngine(
                JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
                checkpoint.definition(),
                checkpoint.state(),
                config,
                context.config().seed());
        if (config.internals().enabled() && engine.applies()) {
            long probing = System.nanoTime();
            account.probed(InternalsTables.publish(step, context.spark(), engine), secondsSince(probing));
        }
    }

    /** Simple rules for what the model does, where it has a generator. */
    private void simplify(Step step, Checkpoint checkpoint, ExplanationAccount account) throws IOException {
        SimplificationEngine engine = new SimplificationEngine(
                JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
                checkpoint.definition(),
                checkpoint.state(),
                config,
                context.config().seed());
        if (config.surrogates().enabled() && engine.applies()) {
            long simplifying = System.nanoTime();
            List<Surrogate> surrogates = engine.surrogates();
            step.publish(
                    SurrogatesTable.TABLE,
                    SurrogatesTable.TABLE.rows(
                            context.spark(),
                            surrogates.stream().map(SurrogatesTable::row).toList()));
            account.simplified(surrogates, secondsSince(simplifying));
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / NANOS;
    }

    private MethodPlan chosen(Step step, ExplanationEngine engine, List<Subject> subjects, ExplanationAccount account)
            throws IOException {
        MethodTrial trial = MethodTrial.of(
                context.spark(), engine, config, subjects, context.config().seed());
        MethodPlan plan = trial.plan();
        step.publish(
                MethodChoicesTable.TABLE,
                MethodChoicesTable.TABLE.rows(
                        context.spark(),
                        trial.candidates().stream().map(MethodChoicesTable::row).toList()));
        account.chosen(trial.candidates());
        return plan;
    }
}
