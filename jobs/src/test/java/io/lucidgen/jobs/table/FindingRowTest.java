package io.lucidgen.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.internals.Finding;
import io.lucidgen.internals.Finding.Evidence;
import io.lucidgen.internals.Finding.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingRowTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "LATENTS_THAT_MATTER | effect_edges | from_kind = 'latent' AND to_kind = 'region' AND from_index IN (3, 5)",
                "LATENTS_WITHOUT_EFFECT | effect_edges | from_kind = 'latent' AND to_kind = 'region' AND from_index IN (3, 5)",
                "LATENT_DRAWS_REGION | effect_edges | from_kind = 'latent' AND to_kind = 'region' AND from_index = 3 AND to_index = 7",
                "CRITIC_LOOKS_AT | effect_edges | from_kind = 'region' AND from_index = 7",
                "NOTHING | effect_edges | true"
            })
    void aFindingOfLatentsOrRegionsRestsOnEdges(Kind kind, String table, String rows) {
        FindingRow row = FindingRow.of(new Finding(kind, "So it is.", new Evidence(null, List.of(3, 5), 7), 1, 0));

        assertThat(row.table()).isEqualTo(table);
        assertThat(row.rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DEAD_UNITS | layer = 'hidden1-relu' AND dead",
                "TWIN_UNITS | layer = 'hidden1-relu' AND abs(twin_correlation) >= 0.99"
            })
    void aFindingOfUnitsRestsOnParts(Kind kind, String rows) {
        FindingRow row =
                FindingRow.of(new Finding(kind, "So it is.", new Evidence("hidden1-relu", List.of(), -1), 1, 0));

        assertThat(row.table()).isEqualTo("part_effects");
        assertThat(row.rows()).isEqualTo(rows);
    }
}
