package io.lucidgen.jobs.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.SurrogatesTable;
import io.lucidgen.simplification.Predictors;
import io.lucidgen.simplification.Response;
import io.lucidgen.simplification.Surrogate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The simple rules that explain publishes. */
class SurrogatesTest {

    private static final String[] SETTINGS = {
        "explanation.samples=2",
        "explanation.quality.samples=0",
        "explanation.methods=[saliency]",
        "explanation.regions=2",
        "explanation.latent-dimensions=[2]",
        "explanation.surrogates.enabled=true",
        "explanation.surrogates.samples=200",
        "explanation.surrogates.terms=3",
        "explanation.surrogates.depth=2"
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

    private static ExplanationRuns.Run explain(String family, String... more) throws Exception {
        return runs.explain(
                family, Stream.of(SETTINGS, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private static List<Surrogate> surrogates(ExplanationRuns.Run run) throws Exception {
        return run.rows(SurrogatesTable.TABLE).collectAsList().stream()
                .map(SurrogatesTable::surrogate)
                .toList();
    }

    @Test
    void theCriticTheLookOfSamplesAndTheLatentAreEachGivenTheirBestRule() throws Exception {
        ExplanationRuns.Run run = explain("gan");
        List<Surrogate> surrogates = surrogates(run);

        assertThat(surrogates)
                .extracting(surrogate -> surrogate.response().words() + " by "
                        + surrogate.predictors().label())
                .containsExactly(
                        "asymmetry by latent",
                        "brightness by latent",
                        "contrast by latent",
                        "critic logit by latent",
                        "critic logit by sample",
                        "latent 2 by sample",
                        "roughness by latent");
        assertThat(surrogates).allSatisfy(surrogate -> {
            assertThat(surrogate.size()).isBetween(1, 4);
            assertThat(surrogate.fidelity().r2()).isLessThanOrEqualTo(1);
            assertThat(surrogate.heldOut()).isEqualTo(40);
        });
        // Two rounds leave the generator nearly linear.
        assertThat(surrogates)
                .filteredOn(surrogate -> surrogate.response().equals(Response.of(Response.Kind.BRIGHTNESS)))
                .allSatisfy(surrogate -> assertThat(surrogate.linearR2()).isGreaterThan(0.5));
        assertThat(run.manifest().figures()).containsEntry("surrogates", 7.0).containsKey("simple-surrogates");
    }

    @Test
    void rulesDoNotDependOnPartitions() throws Exception {
        assertThat(surrogates(explain("gan", "explanation.partitions=3")))
                .isEqualTo(surrogates(explain("gan", "explanation.partitions=1")));
    }

    @Test
    void aModelWithoutACriticHasNoRuleForOne() throws Exception {
        assertThat(surrogates(explain("vae")))
                .isNotEmpty()
                .noneMatch(surrogate -> surrogate.response().kind() == Response.Kind.CRITIC_LOGIT)
                .anyMatch(surrogate -> surrogate.predictors() == Predictors.SAMPLE);
    }
}
