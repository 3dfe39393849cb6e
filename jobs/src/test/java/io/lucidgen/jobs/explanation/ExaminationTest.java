package io.lucidgen.jobs.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.attribution.ExplanationKey;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.evaluation.explanation.ExplanationQuality;
import io.lucidgen.evaluation.explanation.ExplanationScore;
import io.lucidgen.evaluation.explanation.MethodCandidate;
import io.lucidgen.evaluation.explanation.MethodFinding;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.model.TargetKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What explain measures of some of its maps. */
class ExaminationTest {

    private static final int METHODS = 4;

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private static Path folder;

    private static ExplanationRuns runs;

    @BeforeAll
    static void trainAndGenerate() throws Exception {
        runs = ExplanationRuns.trained(SPARK.session(), folder, "gan", "vae");
    }

    @ParameterizedTest
    @CsvSource({"gan, 1", "vae, 3"})
    void allMapsOfSomeSamplesAreMeasured(String family, int targets) throws Exception {
        ExplanationRuns.Run run = runs.explain(family, "explanation.samples=8", "explanation.quality.samples=3");
        List<ExplanationScore> scores = run.scores();
        Set<String> examined = scores.stream()
                .filter(score -> score.quality() != null)
                .map(score -> score.key().source() + score.key().sampleId())
                .collect(Collectors.toSet());

        assertThat(examined).hasSize(3);
        assertThat(scores)
                .allSatisfy(score -> assertThat(score.quality() != null)
                        .isEqualTo(examined.contains(
                                score.key().source() + score.key().sampleId())));
        assertThat(scores).filteredOn(score -> score.quality() != null).hasSize(3 * targets * METHODS);
        assertThat(scores).extracting(ExplanationScore::complexity).doesNotContainNull();
        assertThat(run.manifest().figures())
                .containsEntry("examined-maps", 3.0 * targets * METHODS)
                .containsKey("examination-seconds");
    }

    @Test
    void someOfEverySourceAreMeasured() throws Exception {
        ExplanationRuns.Run run = runs.explain("vae", "explanation.samples=8", "explanation.quality.samples=2");

        assertThat(run.scores())
                .filteredOn(score -> score.quality() != null)
                .extracting(score -> score.key().source().label())
                .contains("generated", "real");
    }

    @Test
    void figuresAreTheSameBitsInAnyPartition() throws Exception {
        String[] settings = {"explanation.samples=6", "explanation.quality.samples=4"};
        ExplanationRuns.Run one = runs.explain("vae", settings[0], settings[1], "explanation.partitions=1");
        ExplanationRuns.Run four = runs.explain("vae", settings[0], settings[1], "explanation.partitions=4");

        assertThat(four.scoreRows()).isEqualTo(one.scoreRows());
    }

    @Test
    void nothingIsMeasuredWhereNoSampleIsAskedFor() throws Exception {
        ExplanationRuns.Run run = runs.explain("gan", "explanation.samples=3", "explanation.quality.samples=0");

        assertThat(run.scores()).extracting(ExplanationScore::quality).containsOnlyNulls();
        assertThat(run.manifest().figures()).containsEntry("examined-maps", 0.0);
    }

    @Test
    void whatIsFoundOfAMethodIsSaidOfAllItsMapsAndTold() throws Exception {
        ExplanationRuns.Run run = runs.explain(
                "gan",
                "explanation.samples=12",
                "explanation.quality.samples=10",
                "explanation.quality.max-randomized-correlation=0.000001");
        List<ExplanationScore> scores = run.scores();

        // With so low a limit a method that is any bit alike is found out, which occlusion by squares is here.
        List<String> found = scores.stream()
                .filter(score -> score.reasons().contains(MethodFinding.REGARDLESS_OF_PARAMETERS))
                .map(score -> score.key().of().method())
                .distinct()
                .toList();
        assertThat(found).isNotEmpty();
        for (String method : found) {
            assertThat(scores)
                    .filteredOn(score -> score.key().of().method().equals(method))
                    .hasSize(12)
                    .allMatch(score -> !score.trusted());
            assertThat(runs.lines())
                    .anyMatch(line -> line.startsWith("critic-logit by " + method + " is not trusted:"));
            List<Double> correlations = scores.stream()
                    .filter(score -> score.key().of().method().equals(method) && score.quality() != null)
                    .map(ExplanationScore::quality)
                    .map(ExplanationQuality::randomizedCorrelation)
                    .sorted()
                    .toList();
            assertThat(run.manifest()
                            .figures()
                            .get("critic-logit by " + method + ": correlation with forgotten parameters"))
                    .isEqualTo((correlations.get(4) + correlations.get(5)) / 2);
        }
    }

    @Test
    void oneMethodIsChosenForEachTargetAndTheTableSaysWhy() throws Exception {
        ExplanationRuns.Run run = runs.explain(
                "vae",
                "explanation.samples=12",
                "explanation.methods=[saliency, input-x-gradient, deep-lift, lrp-epsilon, kernel-shap]",
                "explanation.kernel-shap.cells=4",
                "explanation.automatic.enabled=true",
                "explanation.automatic.samples=12",
                "explanation.automatic.passes=20");
        List<MethodCandidate> candidates = run.choices();

        // Three targets by five methods.
        assertThat(candidates).hasSize(3 * 5);
        assertThat(candidates)
                .filteredOn(candidate -> candidate.of().method().equals("kernel-shap"))
                .allSatisfy(candidate -> assertThat(candidate.why()).contains("of at most 20"));
        assertThat(candidates)
                .filteredOn(candidate -> candidate.of().method().equals("lrp-epsilon")
                        && candidate.of().targetKind() == TargetKind.RECONSTRUCTION_ERROR)
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.why()).startsWith("cannot explain it"));
        Set<ExplanationKey.Aspect> chosen = candidates.stream()
                .filter(MethodCandidate::chosen)
                .map(MethodCandidate::of)
                .collect(Collectors.toSet());
        assertThat(chosen).isNotEmpty();
        assertThat(run.explanations().stream()
                        .map(explanation -> explanation.key().of())
                        .collect(Collectors.toSet()))
                .isEqualTo(chosen);
    }

    @Test
    void whereNothingCanBeSaidNothingIsClaimed() throws Exception {
        JobContext context = runs.context(
                "gan",
                "explanation.samples=12",
                "explanation.methods=[occlusion]",
                "explanation.automatic.enabled=true",
                "explanation.automatic.passes=1");

        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> new ExplanationJob(context).run(Optional.empty()))
                .withMessageContaining("occlusion takes")
                .satisfies(refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.DATA));
    }
}
