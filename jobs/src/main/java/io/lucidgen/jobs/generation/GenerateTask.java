package io.lucidgen.jobs.generation;

import io.lucidgen.config.GateConfig;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.jobs.spark.GpuLease;
import io.lucidgen.jobs.table.SampleRow;
import io.lucidgen.jobs.table.SamplesTable;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * The executor's part: loads the model once for a task and generates its samples, a batch in memory at a time.
 *
 * @param parameters the model's parameters; other slots are not needed
 * @param gate the critic's say in which samples are taken
 * @param runSeed what every sample's own seed comes from
 */
record GenerateTask(ModelDefinition definition, Broadcast<ModelState> parameters, GateConfig gate, long runSeed)
        implements FlatMapFunction<Iterator<OrdinalRange>, Row> {

    private static final int BATCH = 256;

    @Override
    public Iterator<Row> call(Iterator<OrdinalRange> ranges) {
        GpuLease.take();
        var model = ModelFamilies.load(definition, parameters.value());
        return new Samples(ranges, new SampleDraw(model, gate, runSeed));
    }

    /** Generates the next batch when all rows of the last one were taken. */
    private static final class Samples implements Iterator<Row> {
        private final Iterator<OrdinalRange> ranges;
        private final SampleDraw draw;
        private Iterator<SampleRow> ready = List.<SampleRow>of().iterator();
        private int next;
        private int end;

        Samples(Iterator<OrdinalRange> ranges, SampleDraw draw) {
            this.ranges = ranges;
            this.draw = draw;
        }

        @Override
        public boolean hasNext() {
            return ready.hasNext() || next < end || ranges.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (!ready.hasNext()) {
                fill();
            }
            return SamplesTable.row(ready.next());
        }

        private void fill() {
            if (next == end) {
                OrdinalRange range = ranges.next();
                next = range.from();
                end = range.to();
            }
            int to = Math.min(end, next + BATCH);
            ready = draw.rows(next, to).iterator();
            next = to;
        }
    }
}
