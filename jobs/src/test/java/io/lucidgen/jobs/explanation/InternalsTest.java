package io.lucidgen.jobs.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lucidgen.internals.EffectEdge;
import io.lucidgen.internals.LatentDirection;
import io.lucidgen.internals.Part.Kind;
import io.lucidgen.internals.PartEffect;
import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.DirectionRow;
import io.lucidgen.jobs.table.EffectEdgesTable;
import io.lucidgen.jobs.table.FindingRow;
import io.lucidgen.jobs.table.FindingsTable;
import io.lucidgen.jobs.table.LatentDirectionsTable;
import io.lucidgen.jobs.table.PartEffectsTable;
import io.lucidgen.jobs.table.Table;
import io.lucidgen.jobs.table.TablePartition;
import io.lucidgen.report.PngReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What explain finds of the parts of a generator. */
class InternalsTest {

    private static final int STRONGEST = 3;
    private static final String[] SETTINGS = {
        "explanation.samples=2",
        "explanation.quality.samples=0",
        "explanation.methods=[saliency]",
        "explanation.regions=2",
        "explanation.internals.enabled=true",
        "explanation.internals.samples=5",
        "explanation.internals.strongest=" + STRONGEST,
        "explanation.internals.untrained=2",
        "explanation.internals.directions=2",
        "explanation.internals.direction-samples=32"
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

    private static ExplanationRuns.Run explain(String family, String... more) throws IOException {
        String[] all = Stream.of(SETTINGS, more).flatMap(Arrays::stream).toArray(String[]::new);
        return runs.explain(family, all);
    }

    private static List<PartEffect> effects(ExplanationRuns.Run run) throws IOException {
        return run.rows(PartEffectsTable.TABLE).collectAsList().stream()
                .map(PartEffectsTable::effect)
                .toList();
    }

    private static List<EffectEdge> edges(ExplanationRuns.Run run) throws IOException {
        return run.rows(EffectEdgesTable.TABLE).collectAsList().stream()
                .map(EffectEdgesTable::edge)
                .toList();
    }

    @Test
    void everyPartOfTheGeneratorIsSwitchedOff() throws Exception {
        ExplanationRuns.Run run = explain("gan");
        List<PartEffect> effects = effects(run);
        long units = effects.stream()
                .filter(effect -> effect.part().kind() == Kind.UNIT)
                .count();

        assertThat(effects)
                .filteredOn(effect -> effect.part().kind() == Kind.LATENT)
                .hasSize(run.context().config().model().latentSize())
                .allSatisfy(effect -> assertThat(effect.sampleChange()).isPositive());
        assertThat(units).isPositive();
        assertThat(effects).allSatisfy(effect -> {
            assertThat(effect.samples()).isEqualTo(5);
            assertThat(effect.logitChange()).isNotNull().isNotNegative();
        });
        assertThat(run.manifest().figures())
                .containsEntry("generator-units", (double) units)
                .containsKeys("dead-units", "twin-units", "internals-seconds");
    }

    @Test
    void theGraphGoesFromTheLatentToTheLogit() throws Exception {
        ExplanationRuns.Run run = explain("gan");
        List<EffectEdge> edges = edges(run);
        int latents = run.context().config().model().latentSize();
        int regions = 4;

        assertThat(edges)
                .filteredOn(edge -> edge.to().kind() == Kind.UNIT)
                .hasSize(STRONGEST * STRONGEST)
                .allMatch(edge -> edge.from().kind() == Kind.LATENT);
        assertThat(edges)
                .filteredOn(
                        edge -> edge.to().kind() == Kind.REGION && edge.from().kind() == Kind.UNIT)
                .hasSize(STRONGEST * regions);
        assertThat(edges)
                .filteredOn(
                        edge -> edge.from().kind() == Kind.LATENT && edge.to().kind() != Kind.UNIT)
                .hasSize(latents * (regions + 1));
        assertThat(edges)
                .filteredOn(edge -> edge.from().kind() == Kind.REGION)
                .hasSize(regions)
                .allMatch(edge -> edge.to().kind() == Kind.CRITIC_LOGIT);
    }

    @Test
    void aModelWithoutACriticHasNoLogitAtTheEnd() throws Exception {
        ExplanationRuns.Run run = explain("vae");

        assertThat(effects(run)).allMatch(effect -> effect.logitChange() == null);
        assertThat(effects(run)).anyMatch(effect -> effect.part().kind() == Kind.UNIT);
        assertThat(edges(run)).isNotEmpty().noneMatch(edge -> edge.to().kind() == Kind.CRITIC_LOGIT);
    }

    @Test
    void whatIsToldRestsOnRows() throws Exception {
        ExplanationRuns.Run run = explain("gan", "explanation.top-k=5");
        List<FindingRow> findings = run.rows(FindingsTable.TABLE).collectAsList().stream()
                .map(FindingsTable::finding)
                .toList();

        assertThat(findings).isNotEmpty().allSatisfy(finding -> {
            Table table = finding.table().equals(PartEffectsTable.TABLE.name())
                    ? PartEffectsTable.TABLE
                    : EffectEdgesTable.TABLE;
            assertThat(run.rows(table).filter(finding.rows()).count()).isPositive();
            assertThat(runs.lines()).contains(finding.statement());
        });
    }

    @Test
    void directionsComeWithPictures() throws Exception {
        List<DirectionRow> found = explain("gan").rows(LatentDirectionsTable.TABLE).collectAsList().stream()
                .map(LatentDirectionsTable::direction)
                .toList();

        assertThat(found)
                .extracting(
                        row -> row.direction().source(), row -> row.direction().rank())
                .containsExactlyInAnyOrder(
                        tuple(LatentDirection.Source.FIRST_WEIGHT, 0),
                        tuple(LatentDirection.Source.FIRST_WEIGHT, 1),
                        tuple(LatentDirection.Source.ACTIVATIONS, 0),
                        tuple(LatentDirection.Source.ACTIVATIONS, 1));
        assertThat(found)
                .allSatisfy(
                        row -> assertThat(PngReader.decode(row.strip()).width()).isGreaterThan(9));
    }

    @Test
    void effectsAreTheSameBitsInAnyPartition() throws Exception {
        ExplanationRuns.Run one = explain("gan", "explanation.partitions=1");
        ExplanationRuns.Run four = explain("gan", "explanation.partitions=4");

        for (Table table : List.of(
                PartEffectsTable.TABLE, EffectEdgesTable.TABLE, LatentDirectionsTable.TABLE, FindingsTable.TABLE)) {
            assertThat(rows(four, table)).isEqualTo(rows(one, table));
        }
    }

    private static List<Row> rows(ExplanationRuns.Run run, Table table) throws IOException {
        return run.rows(table)
                .drop(TablePartition.RUN_ID)
                .orderBy(
                        table.sortedBy().get(0),
                        table.sortedBy().subList(1, table.sortedBy().size()).toArray(String[]::new))
                .collectAsList();
    }

    @Test
    void nothingIsSwitchedOffWhereThatIsNotAskedFor() throws Exception {
        ExplanationRuns.Run run = explain("gan", "explanation.internals.enabled=false");

        assertThat(run.manifest().figures()).doesNotContainKey("generator-units");
        assertThat(run.manifest().published(PartEffectsTable.TABLE.name())).isFalse();
    }
}
