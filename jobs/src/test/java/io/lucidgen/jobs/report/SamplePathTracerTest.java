package io.lucidgen.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.checkpoint.Checkpoint;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.report.ActivationView;
import io.lucidgen.report.GrayImage;
import io.lucidgen.report.SamplePath;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SamplePathTracerTest {

    private static final float[] LATENT = {0.3f, -1.2f, 0.7f};

    @Test
    void aGansLatentEndsAsTheLogitThatTheModelItselfGives() {
        Checkpoint gan = TinyCheckpoints.gan();
        SamplePathTracer tracer = new SamplePathTracer(gan.definition(), gan.state());

        List<SamplePath.Stage> stages =
                tracer.trace("g-1", "the first", LATENT, -1).stages();

        assertThat(tracer.inputLength()).isEqualTo(3);
        assertThat(stages)
                .extracting(SamplePath.Stage::network)
                .containsExactly(
                        "generator",
                        "generator",
                        "generator",
                        "generator",
                        "discriminator",
                        "discriminator",
                        "discriminator");
        GenerativeModel model = ModelFamilies.named("gan").load(gan.definition(), gan.state());
        INDArray sample = model.generate(Nd4j.createFromArray(new float[][] {LATENT}));
        ActivationView.Number logit = (ActivationView.Number) stages.get(6).activation();
        assertThat(logit.value())
                .isCloseTo(model.criticLogit(sample, null).orElseThrow().getDouble(0), Offset.offset(1e-5));
        assertThat(logit.meaning()).startsWith("critic logit: taken for ");
    }

    @Test
    void aSampleIsJudgedInTheCompanyThatTheModelItselfGivesIt() {
        Checkpoint gan = TinyCheckpoints.packedGan();

        List<SamplePath.Stage> stages = new SamplePathTracer(gan.definition(), gan.state())
                .trace("g-1", "", LATENT, -1)
                .stages();

        GenerativeModel model = ModelFamilies.load(gan.definition(), gan.state());
        INDArray sample = model.generate(Nd4j.createFromArray(new float[][] {LATENT}));
        ActivationView.Number logit =
                (ActivationView.Number) stages.get(stages.size() - 1).activation();
        assertThat(logit.value())
                .isCloseTo(model.criticLogit(sample, null).orElseThrow().getDouble(0), Offset.offset(1e-5));
        float[] read = units(stages, "x");
        assertThat(read).hasSize(2 * TinyCheckpoints.FEATURES);
        assertThat(Arrays.copyOf(read, TinyCheckpoints.FEATURES)).isEqualTo(sample.toFloatVector());
    }

    @Test
    void theSampleIsAnImageWhereItIsDrawnAndWhereItIsJudged() {
        Checkpoint gan = TinyCheckpoints.gan();

        List<SamplePath.Stage> stages = new SamplePathTracer(gan.definition(), gan.state())
                .trace("g-1", "", LATENT, -1)
                .stages();

        GrayImage drawn = image(stages.get(3));
        assertThat(stages.get(3).operation()).isEqualTo("dense \u2192 tanh");
        assertThat(drawn.width()).isEqualTo(4);
        assertThat(image(stages.get(4))).isEqualTo(drawn);
        assertThat(stages.get(1).activation()).isInstanceOf(ActivationView.Units.class);
    }

    @Test
    void aVaesImageGoesThroughTheMeanIntoItsReconstruction() {
        Checkpoint vae = TinyCheckpoints.vae();
        float[] pixels = new float[TinyCheckpoints.FEATURES];
        pixels[5] = 1;

        List<SamplePath.Stage> stages = new SamplePathTracer(vae.definition(), vae.state())
                .trace("r-1", "", pixels, -1)
                .stages();

        assertThat(stages).extracting(SamplePath.Stage::name).contains("mean", "log-variance");
        assertThat(image(stages.get(0)).pixels()[5] & 0xff).isEqualTo(255);
        float[] mean = units(stages, "mean");
        assertThat(units(stages, "latent")).isEqualTo(mean);
        GenerativeModel model = ModelFamilies.named("vae").load(vae.definition(), vae.state());
        float[] expected = model.reconstruct(Nd4j.createFromArray(new float[][] {pixels}), null)
                .orElseThrow()
                .toFloatVector();
        assertThat(image(stages.get(stages.size() - 1))).isEqualTo(GrayImage.ofRange(expected, 4, 4, 0, 1));
    }

    @Test
    void whatActsInTrainingAloneIsNotOnTheWay() {
        Checkpoint gan = TinyCheckpoints.gan();

        assertThat(new SamplePathTracer(gan.definition(), gan.state())
                        .trace("g", "", LATENT, -1)
                        .stages())
                .noneMatch(stage -> stage.operation().contains("dropout"));
    }

    private static GrayImage image(SamplePath.Stage stage) {
        return (GrayImage) ((ActivationView.Image) stage.activation()).picture();
    }

    private static float[] units(List<SamplePath.Stage> stages, String name) {
        return stages.stream()
                .filter(stage -> stage.name().equals(name))
                .map(stage -> ((ActivationView.Units) stage.activation()).values())
                .findFirst()
                .orElseThrow();
    }
}
