package io.lucidgen.jobs.evaluation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** What becomes of the rows of a task, worked out a bounded batch at a time. */
final class RowBatches<T> implements Iterator<T> {
    private static final int ROWS = 256;

    private final Iterator<Row> rows;
    private final Function<List<Row>, List<T>> work;
    private Iterator<T> ready = List.<T>of().iterator();

    RowBatches(Iterator<Row> rows, Function<List<Row>, List<T>> work) {
        this.rows = rows;
        this.work = work;
    }

    @Override
    public boolean hasNext() {
        return ready.hasNext() || rows.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (!ready.hasNext()) {
            List<Row> batch = new ArrayList<>(ROWS);
            while (batch.size() < ROWS && rows.hasNext()) {
                batch.add(rows.next());
            }
            ready = work.apply(batch).iterator();
        }
        return ready.next();
    }

    /** The features of several samples of equal size, one after another. */
    static byte[] packed(List<byte[]> samples) {
        int bytes = samples.get(0).length;
        byte[] packed = new byte[samples.size() * bytes];
        for (int i = 0; i < samples.size(); i++) {
            System.arraycopy(samples.get(i), 0, packed, i * bytes, bytes);
        }
        return packed;
    }
}
