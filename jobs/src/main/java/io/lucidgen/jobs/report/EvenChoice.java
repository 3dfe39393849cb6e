package io.lucidgen.jobs.report;

import java.io.Serializable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Keeps rows at even distances by their place among all, from the first on.
 *
 * @param of how many there are
 * @param count how many to keep, at most all
 */
record EvenChoice(long of, long count) implements Function<Tuple2<Row, Long>, Boolean>, Serializable {
    private static final long serialVersionUID = 1;

    EvenChoice {
        count = Math.min(count, of);
    }

    @Override
    public Boolean call(Tuple2<Row, Long> placed) {
        return keeps(placed._2());
    }

    /** Whether the row at a place, from 0 on, begins a new one of {@code count} equal parts. */
    boolean keeps(long place) {
        return place == 0 || place * count / of != (place - 1) * count / of;
    }
}
