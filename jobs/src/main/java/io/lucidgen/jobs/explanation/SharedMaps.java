package io.lucidgen.jobs.explanation;

import static org.apache.spark.sql.functions.col;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.config.SharedMapsConfig;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.model.ExplainedSpace;
import io.lucidgen.privacy.ClippedMean;
import io.lucidgen.privacy.PrivacyBudget;
import io.lucidgen.privacy.SharedMap;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Adds up the coarse maps of real rows on the executors and puts noise on the means. To the driver comes one sum for each target
 * and method.
 *
 * <p>The noise must come from the machine's secure source and not from the run's seed, which is no secret: it is other noise if the
 * run is made again, and the promises of both runs add up.
 */
final class SharedMaps {

    private SharedMaps() {}

    /** The sum of some maps. */
    private record Sum(double[] values, int height, int width) implements Serializable {}

    /** @throws UserException (exit 2) if none of the samples is a real row, or no target is over features */
    static void require(List<Subject> subjects, Set<Aspect> aspects) {
        boolean overFeatures = aspects.stream().anyMatch(SharedMaps::isOverFeatures);
        if (real(subjects) == 0 || !overFeatures) {
            throw UserException.usage(
                    "publish shared maps",
                    "explanation.shared-maps.enabled",
                    true,
                    "they are about real rows, and none is explained over its pixels",
                    "Add real to explanation.sources and a target that does not end with by-latent");
        }
    }

    /** How many of the samples are real rows. */
    static long real(List<Subject> subjects) {
        return subjects.stream()
                .filter(subject -> subject.source() == SampleSource.REAL)
                .count();
    }

    private static boolean isOverFeatures(Aspect aspect) {
        return aspect.targetKind().space() == ExplainedSpace.INPUT;
    }

    /**
     * The means over all explained real rows, in which a row that a target says nothing of counts as zeros: what is published, and
     * over how many rows, then does not depend on any one of them.
     *
     * @param rows how many real rows are explained
     * @param aspects all targets and methods that the configuration asks for
     */
    static List<SharedMap> of(
            Dataset<Row> explanations, long rows, Set<Aspect> aspects, SharedMapsConfig config, Random noise) {
        Map<String, Sum> sums = explanations
                .filter(col(ExplanationsTable.SOURCE).equalTo(SampleSource.REAL.label()))
                .javaRDD()
                .mapToPair(new ClipPooled(config.clip()))
                .reduceByKey(new AddSums())
                .collectAsMap();
        Sum any = sums.values().iterator().next();
        Sum none = new Sum(new double[any.values().length], any.height(), any.width());
        List<Aspect> released = aspects.stream()
                .filter(SharedMaps::isOverFeatures)
                .sorted(Comparator.comparing(Aspect::targetKind)
                        .thenComparing(Aspect::targetIndex)
                        .thenComparing(Aspect::method))
                .toList();
        PrivacyBudget budget = new PrivacyBudget(config.epsilon(), config.delta());
        double sensitivity = ClippedMean.sensitivity(config.clip(), rows);
        double deviation = budget.deviation(sensitivity, released.size());
        List<SharedMap> maps = new ArrayList<>();
        for (Aspect aspect : released) {
            Sum sum = sums.getOrDefault(key(aspect.targetKind().label(), aspect.targetIndex(), aspect.method()), none);
            maps.add(new SharedMap(
                    aspect,
                    rows,
                    sum.height(),
                    sum.width(),
                    ClippedMean.noisy(sum.values(), rows, deviation, noise),
                    config.clip(),
                    sensitivity,
                    deviation,
                    released.size(),
                    budget));
        }
        return maps;
    }

    /** An enum's own hash would differ from one Java process to the next. */
    private static String key(String kind, int index, String method) {
        return kind + " " + index + " " + method;
    }

    private record ClipPooled(double clip) implements PairFunction<Row, String, Sum> {
        @Override
        public Tuple2<String, Sum> call(Row row) {
            int[] shape = ExplanationsTable.pooledShape(row);
            return new Tuple2<>(
                    key(
                            row.getAs(ExplanationsTable.TARGET_KIND),
                            row.<Integer>getAs(ExplanationsTable.TARGET_INDEX),
                            row.getAs(ExplanationsTable.METHOD)),
                    new Sum(ClippedMean.clipped(ExplanationsTable.pooled(row), clip), shape[0], shape[1]));
        }
    }

    private record AddSums() implements Function2<Sum, Sum, Sum> {
        @Override
        public Sum call(Sum left, Sum right) {
            double[] values = left.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += right.values()[i];
            }
            return new Sum(values, left.height(), left.width());
        }
    }
}
