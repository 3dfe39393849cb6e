package io.lucidgen.jobs.explanation;

import io.lucidgen.attribution.Background;
import io.lucidgen.attribution.ExplainedDomain;
import io.lucidgen.attribution.Explainer;
import io.lucidgen.attribution.MethodPlan;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.spark.GpuLease;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/**
 * The executor's part: loads the model once for a task and explains its samples one after the other.
 *
 * @param parameters the model's parameters; other slots are not needed
 * @param background what samples are compared with
 * @param plan which methods explain which targets
 * @param seed what the seeds of the samples come from
 */
record ExplainTask(
        ModelDefinition definition,
        Broadcast<ModelState> parameters,
        ExplanationConfig config,
        Broadcast<Background> background,
        MethodPlan plan,
        long seed)
        implements FlatMapFunction<Iterator<Subject>, SampleExplanation> {

    @Override
    public Iterator<SampleExplanation> call(Iterator<Subject> subjects) {
        GpuLease.take();
        GenerativeModel model = ModelFamilies.load(definition, parameters.value());
        Explainer explainer = new Explainer(
                ChosenTargets.of(model, config),
                ExplainedDomain.of(definition, config, background.value(), seed),
                plan,
                config.topK(),
                seed);
        return new Explanations(subjects, new SubjectValues(model), explainer);
    }

    /** Explains the next sample when all maps of the last one were taken. */
    private static final class Explanations implements Iterator<SampleExplanation> {
        private final Iterator<Subject> subjects;
        private final SubjectValues values;
        private final Explainer explainer;
        private Iterator<SampleExplanation> ready = List.<SampleExplanation>of().iterator();

        Explanations(Iterator<Subject> subjects, SubjectValues values, Explainer explainer) {
            this.subjects = subjects;
            this.values = values;
            this.explainer = explainer;
        }

        @Override
        public boolean hasNext() {
            // A sample that no target says anything of has no maps.
            while (!ready.hasNext() && subjects.hasNext()) {
                ready = explain(subjects.next()).iterator();
            }
            return ready.hasNext();
        }

        private List<SampleExplanation> explain(Subject subject) {
            return explainer.explain(
                    subject.id(), subject.source(), values.of(subject), subject.latent(), subject.label());
        }

        @Override
        public SampleExplanation next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.next();
        }
    }
}
