package io.lucidgen.jobs.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.lucidgen.attribution.SampleExplanation;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.MembershipLeakageTable;
import io.lucidgen.jobs.table.SharedMapsTable;
import io.lucidgen.privacy.ClippedMean;
import io.lucidgen.privacy.MembershipLeakage;
import io.lucidgen.privacy.SharedMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What explain publishes for those who may not see the rows. */
class SharedMapsTest {

    private static final String[] SETTINGS = {
        "explanation.samples=8",
        "explanation.quality.samples=0",
        "explanation.methods=[saliency, occlusion]",
        "explanation.shared-maps.enabled=true",
        // Hardly any noise, so that the mean can be seen.
        "explanation.shared-maps.epsilon=1e9",
        "explanation.shared-maps.clip=0.01"
    };

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private static Path folder;

    private static ExplanationRuns runs;

    @BeforeAll
    static void trainAndGenerate() throws Exception {
        runs = ExplanationRuns.trained(SPARK.session(), folder, "gan", "vae");
    }

    private static List<SharedMap> shared(ExplanationRuns.Run run) throws IOException {
        return run.rows(SharedMapsTable.TABLE).collectAsList().stream()
                .map(SharedMapsTable::map)
                .toList();
    }

    @Test
    void theMeanIsOverClippedMapsOfRealRowsAlone() throws Exception {
        ExplanationRuns.Run run = runs.explain("vae", SETTINGS);
        List<SharedMap> shared = shared(run);

        // Three targets by two methods.
        assertThat(shared).hasSize(6);
        for (SharedMap map : shared) {
            List<SampleExplanation> real = run.explanations().stream()
                    .filter(one -> one.source() == SampleSource.REAL)
                    .filter(one -> one.key().of().equals(map.of()))
                    .toList();
            double[] expected = new double[map.values().length];
            for (SampleExplanation one : real) {
                double[] clipped = ClippedMean.clipped(one.summary().pooled(), 0.01);
                Arrays.setAll(expected, i -> expected[i] + clipped[i] / real.size());
            }
            assertThat(map.rows()).isEqualTo(real.size()).isEqualTo(4);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) map.values()[i]).isEqualTo(expected[i], within(1e-6));
            }
        }
    }

    @Test
    void everyRowSaysWhatIsPromisedAndToWhom() throws Exception {
        ExplanationRuns.Run run = runs.explain(
                "vae",
                "explanation.samples=8",
                "explanation.quality.samples=0",
                "explanation.shared-maps.enabled=true",
                "explanation.shared-maps.clip=2");

        assertThat(shared(run)).hasSize(12).allSatisfy(map -> {
            assertThat(map.budget().epsilon()).isEqualTo(1);
            assertThat(map.budget().delta()).isEqualTo(1e-5);
            assertThat(map.releases()).isEqualTo(12);
            assertThat(map.sensitivity()).isEqualTo(2 * 2.0 / 4, within(1e-12));
            assertThat(map.noise()).isEqualTo(map.budget().deviation(map.sensitivity(), 12), within(1e-12));
        });
        assertThat(run.rows(SharedMapsTable.TABLE).columns())
                .doesNotContain("sample_id", "seed", "source")
                .contains(SharedMapsTable.PROTECTED_UNIT);
    }

    @Test
    void noiseIsNotThatOfTheSeed() throws Exception {
        String[] settings = {
            "explanation.samples=4",
            "explanation.quality.samples=0",
            "explanation.methods=[saliency]",
            "explanation.shared-maps.enabled=true"
        };
        List<SharedMap> first = shared(runs.explain("vae", settings));
        settings[0] = "explanation.samples=5";
        List<SharedMap> second = shared(runs.explain("vae", settings));

        // Two real rows of the same choice each time: what differs is noise.
        assertThat(first.get(0).values()).isNotEqualTo(second.get(0).values());
    }

    @Test
    void whatExplanationsGiveAwayOfMembershipIsMeasured() throws Exception {
        ExplanationRuns.Run run = runs.explain(
                "vae",
                "explanation.samples=8",
                "explanation.sources=[real, training]",
                "explanation.quality.samples=0",
                "explanation.methods=[saliency, occlusion]");
        List<MembershipLeakage> leakage = run.rows(MembershipLeakageTable.TABLE).collectAsList().stream()
                .map(MembershipLeakageTable::leakage)
                .toList();

        // Three targets, two methods, six numbers.
        assertThat(leakage).hasSize(36).allSatisfy(one -> {
            assertThat(one.members()).isEqualTo(4);
            assertThat(one.heldOut()).isEqualTo(4);
            assertThat(one.auc()).isBetween(0.5, 1.0);
        });
        assertThat(run.manifest().figures().get("membership-auc"))
                .isEqualTo(leakage.stream()
                        .mapToDouble(MembershipLeakage::auc)
                        .max()
                        .orElseThrow());
        assertThat(run.explanations()).extracting(SampleExplanation::source).contains(SampleSource.TRAINING);
    }

    @Test
    void withoutRealRowsThereIsNothingToShare() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> runs.explain("gan", SETTINGS))
                .withMessageContaining("none is explained over its pixels")
                .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
    }
}
