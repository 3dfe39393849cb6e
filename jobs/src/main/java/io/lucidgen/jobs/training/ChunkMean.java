package io.lucidgen.jobs.training;

import io.lucidgen.model.SlotVector;
import io.lucidgen.training.StepMetrics;
import io.lucidgen.training.WeightedMean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.Function;

/** The weighted mean of one piece over all workers, always added up in the order of the workers. */
final class ChunkMean implements Function<Iterable<Contribution>, AveragedChunk> {

    private static final long serialVersionUID = 1L;

    @Override
    public AveragedChunk call(Iterable<Contribution> contributions) {
        List<Contribution> ordered = new ArrayList<>();
        contributions.forEach(ordered::add);
        ordered.sort(Comparator.comparingInt(Contribution::worker));
        return ordered.get(0).values() == null ? summary(ordered) : mean(ordered);
    }

    private static AveragedChunk mean(List<Contribution> ordered) {
        WeightedMean mean = new WeightedMean(ordered.get(0).values().length());
        ordered.forEach(contribution -> mean.add(contribution.values(), contribution.examples()));
        SlotVector values = mean.result();
        return new AveragedChunk(values, null, List.of());
    }

    private static AveragedChunk summary(List<Contribution> ordered) {
        StepMetrics.Mean metrics = new StepMetrics.Mean();
        ordered.forEach(contribution -> metrics.add(contribution.metrics(), contribution.examples()));
        List<Long> examples = ordered.stream().map(Contribution::examples).toList();
        return new AveragedChunk(null, metrics.result(), new ArrayList<>(examples));
    }
}
