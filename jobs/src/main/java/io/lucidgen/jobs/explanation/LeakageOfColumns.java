package io.lucidgen.jobs.explanation;

import static org.apache.spark.sql.functions.col;

import io.lucidgen.attribution.ExplanationKey.Aspect;
import io.lucidgen.attribution.SampleSource;
import io.lucidgen.jobs.table.ExplanationsTable;
import io.lucidgen.privacy.MembershipLeakage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the numbers of explanations give away of membership, where both members and others are explained. To the driver come a few
 * numbers for each of their maps, whose samples are there already.
 */
final class LeakageOfColumns {

    /** Whatever is one number for each map. */
    private static final List<String> NUMBERS = List.of(
            ExplanationsTable.TARGET_VALUE,
            ExplanationsTable.ATTRIBUTION_SUM,
            ExplanationsTable.ATTRIBUTION_ABS_SUM,
            ExplanationsTable.ATTRIBUTION_MAX_ABS,
            ExplanationsTable.POSITIVE_SHARE,
            ExplanationsTable.GINI);

    private static final int KEYS = 4;

    private LeakageOfColumns() {}

    /** The numbers of a target and method, of members or of others. */
    private record Side(Aspect of, SampleSource source) {}

    /** By target, method and column; empty where not both members and others are explained. */
    static List<MembershipLeakage> of(Dataset<Row> explanations, List<Subject> subjects) {
        if (!has(subjects, SampleSource.TRAINING) || !has(subjects, SampleSource.REAL)) {
            return List.of();
        }
        Map<Side, List<Row>> sides = new HashMap<>();
        for (Row row : explanations
                .filter(col(ExplanationsTable.SOURCE).isin(SampleSource.TRAINING.label(), SampleSource.REAL.label()))
                .select(columns())
                .collectAsList()) {
            Aspect aspect = new Aspect(ExplanationsTable.targetKind(row.getString(0)), row.getInt(1), row.getString(2));
            sides.computeIfAbsent(new Side(aspect, ExplanationsTable.source(row)), side -> new ArrayList<>())
                    .add(row);
        }
        return sides.keySet().stream()
                .map(Side::of)
                .distinct()
                .sorted(Comparator.comparing(Aspect::targetKind)
                        .thenComparing(Aspect::targetIndex)
                        .thenComparing(Aspect::method))
                .flatMap(aspect -> compared(
                        aspect,
                        sides.getOrDefault(new Side(aspect, SampleSource.TRAINING), List.of()),
                        sides.getOrDefault(new Side(aspect, SampleSource.REAL), List.of())))
                .toList();
    }

    private static boolean has(List<Subject> subjects, SampleSource source) {
        return subjects.stream().anyMatch(subject -> subject.source() == source);
    }

    private static Column[] columns() {
        return Stream.concat(
                        Stream.of(
                                ExplanationsTable.TARGET_KIND,
                                ExplanationsTable.TARGET_INDEX,
                                ExplanationsTable.METHOD,
                                ExplanationsTable.SOURCE),
                        NUMBERS.stream())
                .map(name -> col(name))
                .toArray(Column[]::new);
    }

    private static Stream<MembershipLeakage> compared(Aspect of, List<Row> members, List<Row> heldOut) {
        List<MembershipLeakage> leakage = new ArrayList<>();
        for (int i = 0; i < NUMBERS.size(); i++) {
            double[] inside = finite(members, KEYS + i);
            double[] outside = finite(heldOut, KEYS + i);
            if (inside.length > 0 && outside.length > 0) {
                leakage.add(MembershipLeakage.of(of, NUMBERS.get(i), inside, outside));
            }
        }
        return leakage.stream();
    }

    private static double[] finite(List<Row> rows, int column) {
        return rows.stream()
                .mapToDouble(row -> row.getDouble(column))
                .filter(Double::isFinite)
                .toArray();
    }
}
