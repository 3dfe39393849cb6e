package io.lucidgen.jobs.evaluation;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.data.DatasetDescription;
import io.lucidgen.data.Split;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.sharding.DatasetSource;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.model.ModelState;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads the samples of a comparison: at most so many on each side, seen on the executors, so that only features come to
 * the driver.
 *
 * <p>The same real rows are chosen for every model of a dataset.
 */
final class ComparisonReader {
    private static final long SEED = ScorerSettings.SEED;

    private final JavaSparkContext spark;
    private final Broadcast<Scorer> scorer;
    private final DatasetSource source;

    ComparisonReader(JavaSparkContext spark, Broadcast<Scorer> scorer, DatasetSource source) {
        this.spark = spark;
        this.scorer = scorer;
        this.source = source;
    }

    /**
     * Shows each side to the scorer, and the held-out side to the model.
     *
     * @param samples rows of the samples table
     * @param sizes how many samples are on each side
     */
    Comparison read(Checkpoint checkpoint, Dataset<Row> samples, Sizes sizes, PngPixels pixels) {
        Dataset<Row> first = samples.filter(samples.col(SamplesTable.ORDINAL).lt(sizes.generated()));
        Dataset<Row> heldOut = source.chosen(Split.TEST, sizes.heldOut(), SEED);
        Dataset<Row> train = source.chosen(Split.TRAIN, sizes.generated(), SEED);
        Broadcast<ModelState> parameters = spark.broadcast(checkpoint.state().onlyParameters(checkpoint.definition()));
        try {
            return new Comparison(
                    see(first, new SeeGenerated(scorer, pixels), sizes.generated(), "generated samples"),
                    see(
                            heldOut,
                            new SeeHeldOut(scorer, checkpoint.definition(), parameters),
                            sizes.heldOut(),
                            "TEST rows"),
                    see(train, new SeeReal(scorer), sizes.generated(), "TRAIN rows"));
        } finally {
            parameters.destroy();
        }
    }

    private static List<SeenSample> see(
            Dataset<Row> rows, FlatMapFunction<Iterator<Row>, SeenSample> eye, int expected, String what) {
        List<SeenSample> seen = rows.javaRDD().mapPartitions(eye).collect().stream()
                .sorted(Comparator.comparingLong(SeenSample::ordinal))
                .toList();
        if (seen.size() != expected) {
            throw UserException.data(
                    "evaluate the model",
                    what,
                    seen.size(),
                    "their ordinals give " + expected + " by the count of the rows",
                    "Delete their folder and write them again");
        }
        return seen;
    }

    /**
     * How many samples are compared: equally many generated ones and training ones, with held-out ones.
     *
     * @param generated of the generated and of the training samples
     */
    record Sizes(int generated, int heldOut) {

        /**
         * As many as there are, up to a limit.
         *
         * @param samples number of generated samples
         * @throws UserException (exit 3) when there are too few to have so many neighbours
         */
        static Sizes of(long samples, DatasetDescription dataset, int limit, int neighbours) {
            Sizes sizes = new Sizes((int) Math.min(limit, Math.min(samples, dataset.count(Split.TRAIN))), (int)
                    Math.min(limit, dataset.count(Split.TEST)));
            if (Math.min(sizes.generated(), sizes.heldOut()) <= neighbours) {
                throw UserException.data(
                        "evaluate the model",
                        "evaluation.neighbours",
                        neighbours,
                        "only " + sizes.generated() + " generated and " + sizes.heldOut()
                                + " held-out samples can be compared",
                        "Generate more samples, or lower evaluation.neighbours");
            }
            return sizes;
        }
    }
}
