package io.lucidgen.jobs.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.jobs.spark.SharedSpark;
import io.lucidgen.jobs.table.ExplanationScoresTable;
import io.lucidgen.jobs.table.ExplanationsTable;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Units of hidden layers as targets of explain. */
class ExplainedUnitsTest {

    @RegisterExtension
    static final SharedSpark SPARK = new SharedSpark();

    @TempDir
    private static Path folder;

    private static ExplanationRuns runs;

    @BeforeAll
    static void trainAndGenerate() throws Exception {
        runs = ExplanationRuns.trained(SPARK.session(), folder, "gan");
    }

    @Test
    void unitsAreExplainedAndNamed() throws Exception {
        ExplanationRuns.Run run = runs.explain(
                "gan",
                "explanation.samples=3",
                "explanation.methods=[deep-lift, occlusion]",
                "explanation.units=[critic/" + layer("critic") + "/1, generator/" + layer("generator") + "/0]",
                "explanation.targets=[unit]");

        assertThat(run.rows(ExplanationsTable.TABLE).collectAsList())
                .hasSize(2 * 2 * 3)
                .allSatisfy(row -> {
                    boolean critic = row.<Integer>getAs(ExplanationsTable.TARGET_INDEX) == 0;
                    assertThat(row.<String>getAs(ExplanationsTable.TARGET_KIND))
                            .isEqualTo(critic ? "unit" : "unit-by-latent");
                    assertThat(row.<String>getAs(ExplanationsTable.TARGET_UNIT))
                            .isEqualTo(
                                    critic
                                            ? "critic/" + layer("critic") + "/1"
                                            : "generator/" + layer("generator") + "/0");
                    assertThat(row.<Boolean>getAs(ExplanationsTable.SELF_CHECK)).isTrue();
                });
        assertThat(run.rows(ExplanationScoresTable.TABLE).collectAsList())
                .hasSize(2 * 2 * 3)
                .allSatisfy(row -> assertThat(row.<String>getAs(ExplanationScoresTable.SENTENCE))
                        .startsWith(
                                row.<Integer>getAs(ExplanationScoresTable.TARGET_INDEX) == 0
                                        ? "critic/" + layer("critic") + "/1 is "
                                        : "generator/" + layer("generator") + "/0 is "));
    }

    @Test
    void otherTargetsHaveNoUnit() throws Exception {
        ExplanationRuns.Run run = runs.explain(
                "gan", "explanation.samples=2", "explanation.methods=[saliency]", "explanation.quality.samples=0");

        assertThat(run.rows(ExplanationsTable.TABLE).collectAsList())
                .isNotEmpty()
                .allSatisfy((Row row) -> assertThat(row.<String>getAs(ExplanationsTable.TARGET_UNIT))
                        .isNull());
    }

    @Test
    void aUnitThatIsNotThereIsRefusedWithTheLayersThatAre() {
        assertThatThrownBy(() -> runs.explain("gan", "explanation.units=[critic/nowhere/1]"))
                .hasMessageContaining("critic/nowhere/1")
                .hasMessageContaining("critic/" + layer("critic"))
                .hasMessageContaining("generator/" + layer("generator"));
        assertThatThrownBy(() -> runs.explain("gan", "explanation.units=[encoder/nowhere/1]"))
                .hasMessageContaining("no such network");
    }

    private static String layer(String part) {
        return part.equals("critic") ? "hidden1-leaky-relu" : "hidden1-relu";
    }
}
