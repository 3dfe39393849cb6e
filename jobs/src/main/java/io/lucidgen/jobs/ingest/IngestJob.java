package io.lucidgen.jobs.ingest;

import io.lucidgen.config.DatasetConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Split;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.spark.JobDescriptions;
import io.lucidgen.jobs.table.StoredDataset;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a dataset of raw files, unless one of the same content is there. */
public final class IngestJob {
    private final JobContext context;

    public IngestJob(JobContext context) {
        this.context = context;
    }

    /**
     * Ingests the raw files that the configuration names; the cost grows with their size, the memory does not.
     *
     * @throws UserException (exit 2) when the root may not be written; (exit 3) when the files are damaged
     */
    public void run() throws IOException {
        DatasetConfig config = context.config().dataset();
        Ingestion ingestion = new Ingestion(context.spark(), context.files(), context.root(), config);
        ingestion.checkOutput();
        Survey survey = ingestion.survey();
        RunRequest request = RunRequest.onDataset("ingest", config.name())
                .reads("dataset", config)
                .input("raw-files", survey.fingerprint());
        try (Step step = Step.begin(context, request);
                JobDescriptions named = JobDescriptions.open(context.spark(), "ingest", "ingest " + config.name())) {
            Optional<StoredDataset> there = ingestion.alreadyThere(survey);
            if (step.alreadyDone()) {
                there.orElseThrow(() -> gone(step, config.name()));
                return;
            }
            StoredDataset stored = there.isPresent() ? there.get() : ingestion.write(survey, step.runId());
            DatasetDescription dataset = stored.description();
            context.console().line(summary(dataset));
            step.output("dataset", stored.folder());
            step.complete(Map.of(
                    "train-examples", (double) dataset.count(Split.TRAIN),
                    "test-examples", (double) dataset.count(Split.TEST),
                    "quarantined", (double) dataset.quarantined()));
        }
    }

    private static String summary(DatasetDescription dataset) {
        return String.format(
                Locale.ROOT,
                "%s: %,d train and %,d test examples of %,d values, mean %.1f, deviation %.1f; %,d quarantined",
                dataset.name(),
                dataset.count(Split.TRAIN),
                dataset.count(Split.TEST),
                dataset.shape().features(),
                dataset.statistics().mean(),
                dataset.statistics().standardDeviation(),
                dataset.quarantined());
    }

    private static UserException gone(Step step, String name) {
        return UserException.data(
                "skip ingest",
                "dataset.name",
                name,
                "the run is complete but its dataset is gone",
                "Delete " + step.folder() + " and run ingest again");
    }
}
