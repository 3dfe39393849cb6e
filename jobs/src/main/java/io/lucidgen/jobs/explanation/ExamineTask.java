package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.Background;
import io.lucidgen.attribution.ExplainedDomain;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.evaluation.explanation.ExaminedSample;
import io.lucidgen.evaluation.explanation.ExplanationExaminer;
import io.lucidgen.evaluation.explanation.ExplanationQuality;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.spark.GpuLease;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * The executor's part: loads the model once for a task and measures the published maps of its samples. The memory grows with
 * the samples of a partition.
 *
 * @param parameters the model's parameters; other slots are not needed
 * @param background what samples are compared with
 * @param subjects the samples by {@link Subject#key}
 * @param seed what the seeds of the samples come from
 */
record ExamineTask(
        ModelDefinition definition,
        Broadcast<ModelState> parameters,
        ExplanationConfig config,
        Broadcast<Background> background,
        Broadcast<Map<String, Subject>> subjects,
        long seed)
        implements FlatMapFunction<Iterator<Tuple2<String, Iterable<Row>>>, ExplanationQuality> {

    @Override
    public Iterator<ExplanationQuality> call(Iterator<Tuple2<String, Iterable<Row>>> published) {
        GpuLease.take();
        GenerativeModel model = ModelFamilies.load(definition, parameters.value());
        SubjectValues values = new SubjectValues(model);
        List<ExaminedSample> samples = new ArrayList<>();
        while (published.hasNext()) {
            Tuple2<String, Iterable<Row>> sample = published.next();
            List<SampleExplanation> explanations = new ArrayList<>();
            sample._2()
                    .forEach(row ->
                            explanations.add(ExplanationsTable.explanation(row).explanation()));
            Subject subject = subjects.value().get(sample._1());
            samples.add(new ExaminedSample(subject.id(), values.of(subject), subject.widenedLatent(), explanations));
        }
        ExplanationExaminer examiner = new ExplanationExaminer(
                ChosenTargets.of(model, config),
                ExplainedDomain.of(definition, config, background.value(), seed),
                config.quality(),
                seed);
        return examiner.examine(samples).iterator();
    }
}
