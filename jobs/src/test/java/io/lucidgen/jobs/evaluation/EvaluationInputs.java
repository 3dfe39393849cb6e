package io.lucidgen.jobs.evaluation;

import io.lucidgen.config.ConfigLoader;
import io.lucidgen.config.LucidgenConfig;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Modality;
import io.lucidgen.data.Sample;
import io.lucidgen.data.Split;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunRequest;
import io.lucidgen.jobs.run.Step;
import io.lucidgen.jobs.table.DatasetStore;
import io.lucidgen.jobs.table.DatasetTable;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.report.GrayImage;
import io.lucidgen.report.Picture;
import io.lucidgen.report.PngImage;
import io.lucidgen.report.RgbImage;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What an evaluation reads: a dataset of {@link LabelledBlobs} and a table of samples. */
final class EvaluationInputs {
    static final int TRAIN = 600;
    static final int TEST = 300;

    private EvaluationInputs() {}

    /** Where tests run; its lines for the user are gathered. */
    static JobContext context(
            SparkSession spark,
            java.nio.file.Path folder,
            LocalDate date,
            List<String> lines,
            String dataset,
            String model,
            String... sets)
            throws IOException {
        return JobContext.of(spark, config(new Path(folder.toUri()), dataset, model, sets), date, lines::add);
    }

    /** The first pictures of the TRAIN split. */
    static List<byte[]> real(int count) {
        return first(pictures(Split.TRAIN), count);
    }

    /** The first pictures of some. */
    static List<byte[]> first(byte[] pictures, int count) {
        return IntStream.range(0, count).mapToObj(i -> picture(pictures, i)).toList();
    }

    /** Settings for blobs: a scorer that learns them in a second, and three classes to be found. */
    private static LucidgenConfig config(Path root, String dataset, String model, String... sets) {
        List<String> all = new ArrayList<>(List.of(
                "root=" + root,
                "dataset.name=" + dataset,
                "model.name=" + model,
                "evaluation.scorer-epochs=2",
                "evaluation.scorer-batch-size=10",
                "evaluation.scorer-learning-rate=5e-3",
                "evaluation.reference-examples=280",
                "evaluation.bootstrap=10",
                "evaluation.max-class-even-shares=2"));
        all.addAll(List.of(sets));
        return ConfigLoader.defaultsWith(all.toArray(String[]::new));
    }

    /** Publishes a dataset as ingest does. */
    static void dataset(JobContext context, DatasetDescription description) throws IOException {
        SparkSession spark = context.spark();
        Path staged = new Path(context.root(), "_staging/" + description.name());
        for (Split split : Split.values()) {
            List<Row> rows = new ArrayList<>();
            byte[] pictures = pictures(split);
            for (int i = 0; i < description.count(split); i++) {
                int label = description.classNames().isEmpty() ? -1 : i % LabelledBlobs.CLASSES;
                rows.add(DatasetTable.row(i, new Sample(split + "-" + i, split, label, picture(pictures, i))));
            }
            spark.createDataFrame(rows, DatasetTable.SCHEMA)
                    .repartition(3)
                    .sortWithinPartitions(DatasetTable.ORDINAL)
                    .write()
                    .parquet(new Path(staged, DatasetTable.folder(split)).toString());
        }
        new DatasetStore(context.files(), context.root()).publish(staged, description, "ingest-" + description.name());
    }

    /** The pictures of a split, of classes that take turns, {@code [examples, FEATURES]}. */
    static byte[] pictures(Split split) {
        int[] labels = new int[split == Split.TRAIN ? TRAIN : TEST];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % LabelledBlobs.CLASSES;
        }
        return LabelledBlobs.pictures(1000 + split.ordinal(), labels);
    }

    private static byte[] picture(byte[] pictures, int index) {
        byte[] picture = new byte[LabelledBlobs.FEATURES];
        System.arraycopy(pictures, index * picture.length, picture, 0, picture.length);
        return picture;
    }

    /** Publishes pictures as generate publishes samples. */
    static void samples(
            JobContext context, String model, List<byte[]> pictures, int[] shape, Double criticLogit, int partitions)
            throws IOException {
        List<Row> rows = sampleRows(pictures, shape, criticLogit, i -> null);
        RunRequest request =
                RunRequest.onVersion("generate", model, EvaluatedModels.VERSION).reads("partitions", partitions);
        try (Step step = Step.begin(context, request)) {
            step.publish(
                    SamplesTable.TABLE,
                    context.spark()
                            .createDataFrame(rows, SamplesTable.TABLE.schema())
                            .repartition(partitions));
            step.complete(Map.of());
        }
    }

    /** Pictures as rows of the samples table. */
    static List<Row> sampleRows(List<byte[]> pictures, int[] shape, Double criticLogit, IntFunction<Integer> labels) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            rows.add(SamplesTable.row(new SampleRow(
                    "g-%08d".formatted(i),
                    i,
                    i,
                    new float[] {i},
                    Modality.IMAGE,
                    shape,
                    "image/png",
                    PngImage.encode(encoded(pictures.get(i), shape)),
                    null,
                    criticLogit,
                    labels.apply(i),
                    null)));
        }
        return rows;
    }

    private static Picture encoded(byte[] planes, int[] shape) {
        int pixels = shape[1] * shape[2];
        if (shape[0] == 1) {
            return new GrayImage(shape[2], shape[1], planes);
        }
        byte[] interleaved = new byte[planes.length];
        for (int i = 0; i < planes.length; i++) {
            interleaved[i % pixels * shape[0] + i / pixels] = planes[i];
        }
        return new RgbImage(shape[2], shape[1], interleaved);
    }
}
