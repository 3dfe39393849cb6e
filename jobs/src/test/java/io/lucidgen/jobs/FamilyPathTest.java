package io.lucidgen.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.jobs.evaluation.EvaluationJob;
import io.lucidgen.jobs.explanation.ExplanationJob;
import io.lucidgen.jobs.generation.GenerationJob;
import io.lucidgen.jobs.ingest.IngestJob;
import io.lucidgen.jobs.report.ReportJob;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.run.RunManifest;
import io.lucidgen.jobs.run.TinyRuns;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.training.Trained;
import io.lucidgen.jobs.training.TrainingJob;
import io.lucidgen.model.ModelState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to shape a model goes the whole path: train, die, go on, generate, explain, evaluate, report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FamilyPathTest {

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    static Path folder;

    private TinyRuns runs;

    /** A model's name and settings. */
    private record Shape(String name, String... settings) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape("dcgan", TinyRuns.convolutional("gan", "training.ema-decay=0.9")),
                new Shape("labelled-dcgan", TinyRuns.convolutional("gan", "model.condition=label")),
                new Shape("labelled-vae", TinyRuns.vae("model.condition=label", "model.vae.binarization=dynamic")),
                new Shape("learned-variance-vae", TinyRuns.vae("model.vae.likelihood=gaussian-learned")),
                new Shape(
                        "vae-gan",
                        TinyRuns.convolutional(
                                "vae-gan",
                                "model.vae-gan.bottleneck-units=4",
                                "generation.gate.enabled=true",
                                "generation.gate.draws=3")),
                new Shape("infogan", TinyRuns.convolutional("infogan", "model.infogan.categorical-codes=[2, 3]")),
                new Shape(
                        "conv-vae",
                        TinyRuns.convolutional(
                                "vae",
                                "training.ema-decay=0.9",
                                "model.vae.binarization=dynamic",
                                "model.vae.total-correlation=1")),
                new Shape(
                        "packed-dcgan",
                        TinyRuns.convolutional(
                                "gan",
                                "model.adversarial.packing=2",
                                "model.adversarial.loss=least-squares",
                                "averaging.discriminator.per-worker=true",
                                "averaging.discriminator.swap-every=2",
                                "averaging.outer.rate=0.8",
                                "averaging.outer.momentum=0.3")),
                new Shape(
                        "stacked-dcgan",
                        TinyRuns.convolutional(
                                "gan",
                                "dataset.name=stacked",
                                "dataset.format=stacked",
                                "dataset.stacked.train-examples=96",
                                "dataset.stacked.test-examples=40",
                                "model.adversarial.packing=2")),
                new Shape(
                        "spectral-gan",
                        TinyRuns.gan(
                                "model.adversarial.loss=wasserstein",
                                "model.adversarial.spectral-normalization=true",
                                "model.adversarial.minibatch-deviation=true",
                                "model.adversarial.packing=4")),
                new Shape(
                        "clipped-gan",
                        TinyRuns.gan(
                                "model.adversarial.loss=hinge",
                                "model.adversarial.weight-clip=0.1",
                                "model.adversarial.generator-every=2",
                                "model.adversarial.packing=4",
                                "model.adversarial.instance-noise=0.2",
                                "model.adversarial.instance-noise-steps=9")));
    }

    @BeforeAll
    void writeRawFiles() throws IOException {
        runs = new TinyRuns(SPARK.session(), folder);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isTrainedToTheSameBitsThroughADeathAndThenUsed(Shape shape) throws Exception {
        JobContext calm = context("calm", shape);
        new IngestJob(calm).run();
        new IngestJob(context("stormy", shape)).run();
        new TrainingJob(calm).run();

        JobContext dying = runs.dyingAt("round 5 ", "stormy", named(shape));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> new TrainingJob(dying).run());
        JobContext again = context("stormy", shape);
        new TrainingJob(again).run();
        ModelState expected = Trained.latest(calm).state();
        ModelState resumed = Trained.latest(again).state();
        expected.slots()
                .forEach((slot, values) ->
                        assertThat(resumed.slot(slot)).as(slot).isEqualTo(values));
        assertThat(resumed).isEqualTo(expected);
        assertThat(Trained.withoutTimes(again)).isEqualTo(Trained.withoutTimes(calm));

        new GenerationJob(calm).run(Optional.empty());
        new ExplanationJob(calm).run(Optional.empty());
        new EvaluationJob(calm).run(Optional.empty());
        new ReportJob(calm).run(Optional.empty());
        for (String command : List.of("generate", "explain", "evaluate", "report")) {
            Optional<RunManifest> run = calm.ledger().latest(command, shape.name(), calm.runDate());
            assertThat(run).as(command).isPresent();
        }
    }

    private JobContext context(String root, Shape shape) throws IOException {
        return runs.context(root, named(shape));
    }

    private static String[] named(Shape shape) {
        return Stream.concat(
                        Stream.of(shape.settings()),
                        Stream.of(
                                "model.name=" + shape.name(),
                                "explanation.samples=4",
                                "explanation.quality.samples=1",
                                "explanation.internals.samples=4",
                                "explanation.internals.untrained=1",
                                "explanation.internals.directions=2",
                                "explanation.internals.direction-samples=16",
                                "explanation.occlusion.window=2",
                                "explanation.occlusion.stride=2",
                                "explanation.integrated-gradients.steps=8",
                                "evaluation.scorer-epochs=1",
                                "evaluation.reference-examples=20",
                                "evaluation.neighbours=3",
                                "evaluation.bootstrap=5",
                                "evaluation.likelihood-examples=6",
                                "evaluation.likelihood-draws=10",
                                "report.samples=2"))
                .toArray(String[]::new);
    }
}
