package io.lucidgen.jobs.table;

import io.lucidgen.internals.Finding;
import io.lucidgen.internals.PartEffect;
import java.util.stream.Collectors;

/**
 * A finding with the rows of the run that it rests on.
 *
 * @param table the table that they are in
 * @param rows a condition in SQL that they meet
 */
public record FindingRow(
        Finding.Kind kind, String statement, String table, String rows, double value, double untrained) {

    /** The row of a finding. */
    public static FindingRow of(Finding finding) {
        boolean units = finding.evidence().layer() != null;
        return new FindingRow(
                finding.kind(),
                finding.statement(),
                units ? PartEffectsTable.TABLE.name() : EffectEdgesTable.TABLE.name(),
                rows(finding.kind(), finding.evidence()),
                finding.value(),
                finding.untrained());
    }

    private static String rows(Finding.Kind kind, Finding.Evidence evidence) {
        String latentToRegion =
                is(EffectEdgesTable.FROM_KIND, "latent") + " AND " + is(EffectEdgesTable.TO_KIND, "region");
        return switch (kind) {
            case LATENTS_THAT_MATTER, LATENTS_WITHOUT_EFFECT ->
                latentToRegion
                        + evidence.latents().stream()
                                .map(String::valueOf)
                                .collect(
                                        Collectors.joining(", ", " AND " + EffectEdgesTable.FROM_INDEX + " IN (", ")"));
            case LATENT_DRAWS_REGION ->
                latentToRegion + " AND "
                        + is(EffectEdgesTable.FROM_INDEX, evidence.latents().get(0)) + " AND "
                        + is(EffectEdgesTable.TO_INDEX, evidence.region());
            case CRITIC_LOOKS_AT ->
                is(EffectEdgesTable.FROM_KIND, "region") + " AND " + is(EffectEdgesTable.FROM_INDEX, evidence.region());
            case DEAD_UNITS -> is(PartEffectsTable.LAYER, evidence.layer()) + " AND " + PartEffectsTable.DEAD;
            case TWIN_UNITS ->
                is(PartEffectsTable.LAYER, evidence.layer()) + " AND abs(" + PartEffectsTable.TWIN_CORRELATION + ") >= "
                        + PartEffect.TWIN;
            case NOTHING -> "true";
        };
    }

    private static String is(String column, Object value) {
        return column + " = " + (value instanceof String text ? "'" + text + "'" : value);
    }
}
