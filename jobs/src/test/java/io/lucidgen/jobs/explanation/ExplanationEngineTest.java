package io.lucidgen.jobs.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.attribution.Background;
import io.lucidgen.attribution.MethodPlan;
import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.config.ExplanationConfig;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.Serialization;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.TargetKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExplanationEngineTest {

    private static final ModelDefinition GAN = TinyModels.definition("gan");
    private static final ModelDefinition VAE = TinyModels.definition("vae");
    private static final ModelState GAN_STATE = TinyModels.state(GAN, 1);
    private static final ModelState VAE_STATE = TinyModels.state(VAE, 1);
    private static final List<String> ALL = List.of();

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @Test
    void everySampleIsExplainedForEveryTargetByEveryMethod() {
        List<Subject> subjects = new ArrayList<>(TinyModels.generated(VAE, VAE_STATE, 3));
        subjects.addAll(TinyModels.real(2));
        ExplanationEngine engine = engine(VAE, VAE_STATE, TinyModels.explanation(2, ALL, List.of(0, 3)));

        assertThat(engine.check(subjects, 1)).hasSize(3);
        List<SampleExplanation> explanations =
                engine.explain(subjects, MethodPlan.ALL, 1).collect();

        assertThat(explanations).hasSize(5 * 3 * 4);
        assertThat(explanations.stream().map(SampleExplanation::sampleId).distinct())
                .containsExactly("g00", "g01", "g02", "r00", "r01");
        assertThat(explanations)
                .filteredOn(explanation -> explanation.source() == SampleSource.REAL)
                .hasSize(2 * 3 * 4)
                .allMatch(explanation -> explanation.sampleId().startsWith("r"));
        assertThat(explanations)
                .filteredOn(explanation -> explanation.targetKind() == TargetKind.LATENT_MEAN)
                .extracting(SampleExplanation::targetIndex)
                .containsOnly(0, 3);
    }

    @Test
    void mapsDoNotDependOnThePartitioning() {
        List<Subject> subjects = TinyModels.generated(GAN, GAN_STATE, 7);

        List<SampleExplanation> one = explain(subjects, 1);
        List<SampleExplanation> five = explain(subjects, 5);

        assertThat(one).hasSameSizeAs(five);
        for (int i = 0; i < one.size(); i++) {
            assertThat(five.get(i).sampleId()).isEqualTo(one.get(i).sampleId());
            assertThat(five.get(i).map().values())
                    .containsExactly(one.get(i).map().values());
            assertThat(five.get(i).map().targetValue())
                    .isEqualTo(one.get(i).map().targetValue());
        }
    }

    @Test
    void samplesOfAnotherModelAreRefused() {
        List<Subject> others = TinyModels.generated(GAN, TinyModels.state(GAN, 2), 3);
        ExplanationEngine engine = engine(GAN, GAN_STATE, TinyModels.explanation(1, ALL, List.of(0)));

        assertThatThrownBy(() -> engine.check(others, 1))
                .isInstanceOfSatisfying(
                        UserException.class,
                        refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.DATA))
                .hasMessageContaining("id=g00")
                .hasMessageContaining("not of this model");
        assertThatThrownBy(() -> engine.explain(others, MethodPlan.ALL, 1).collect())
                .hasRootCauseInstanceOf(UserException.class);
    }

    @Test
    void nothingToExplainIsBadData() {
        ExplanationEngine engine = engine(GAN, GAN_STATE, TinyModels.explanation(1, ALL, List.of(0)));

        assertThatThrownBy(() -> engine.check(List.of(), 1))
                .isInstanceOfSatisfying(
                        UserException.class,
                        refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.DATA))
                .hasMessageContaining("no sample");
    }

    @Test
    void onlyTheChosenTargetsAreExplained() {
        ExplanationConfig config =
                TinyModels.explanation(1, List.of(ExplanationConfig.RECONSTRUCTION_ERROR), List.of(0, 1));

        assertThat(engine(VAE, VAE_STATE, config)
                        .explain(TinyModels.real(1), MethodPlan.ALL, 1)
                        .collect())
                .extracting(SampleExplanation::targetKind)
                .containsOnly(TargetKind.RECONSTRUCTION_ERROR);
    }

    @Test
    void targetsThatTheFamilyDoesNotOfferAreRefused() {
        List<Subject> subjects = TinyModels.generated(GAN, GAN_STATE, 1);
        ExplanationConfig reconstruction =
                TinyModels.explanation(1, List.of(ExplanationConfig.RECONSTRUCTION_ERROR), List.of(0));
        ExplanationConfig dimension = TinyModels.explanation(1, ALL, List.of(0, TinyModels.LATENT));

        assertThatThrownBy(() -> engine(GAN, GAN_STATE, reconstruction).check(subjects, 1))
                .hasMessageContaining("explanation.targets=[reconstruction-error]")
                .hasMessageContaining("[critic-logit, critic-logit-by-latent, region-by-latent, unit]");
        assertThatThrownBy(() -> engine(VAE, VAE_STATE, dimension).check(TinyModels.real(1), 1))
                .hasMessageContaining("explanation.latent-dimensions=[0, 5]")
                .hasMessageContaining("5 dimensions");
    }

    @Test
    void theExecutorsPartSurvivesSerialization() {
        List<Subject> subjects = TinyModels.generated(GAN, GAN_STATE, 2);
        ExplainTask task = new ExplainTask(
                GAN,
                SPARK.context().broadcast(GAN_STATE),
                TinyModels.explanation(1, ALL, List.of(0)),
                SPARK.context().broadcast(new Background(new double[TinyModels.SIDE * TinyModels.SIDE], List.of())),
                MethodPlan.ALL,
                1);

        List<SampleExplanation> explanations = new ArrayList<>();
        Serialization.roundTrip(task).call(subjects.iterator()).forEachRemaining(explanations::add);

        assertThat(Serialization.roundTrip(new ArrayList<>(explanations))).hasSize(8);
    }

    private static List<SampleExplanation> explain(List<Subject> subjects, int partitions) {
        return engine(GAN, GAN_STATE, TinyModels.explanation(partitions, ALL, List.of(0)))
                .explain(subjects, MethodPlan.ALL, 1)
                .collect();
    }

    private static ExplanationEngine engine(ModelDefinition definition, ModelState state, ExplanationConfig config) {
        return new ExplanationEngine(SPARK.context(), definition, state, config, TinyModels.STATISTICS, List.of());
    }
}
