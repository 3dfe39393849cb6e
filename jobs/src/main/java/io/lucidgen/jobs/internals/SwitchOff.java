package io.lucidgen.jobs.internals;

import io.lucidgen.internals.GeneratorProbe;
import io.lucidgen.internals.Part;
import io.lucidgen.internals.PartEffect;
import io.lucidgen.jobs.spark.GpuLease;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;

/** The executor's part: loads the model once for a task and switches off its parts, one after the other. */
record SwitchOff(ProbedModel model) implements FlatMapFunction<Iterator<Part>, PartEffect> {

    @Override
    public Iterator<PartEffect> call(Iterator<Part> parts) {
        GpuLease.take();
        GeneratorProbe probe = model.probe(model.load());
        return new Effects(parts, probe);
    }

    private record Effects(Iterator<Part> parts, GeneratorProbe probe) implements Iterator<PartEffect> {
        @Override
        public boolean hasNext() {
            return parts.hasNext();
        }

        @Override
        public PartEffect next() {
            return probe.effect(parts.next());
        }
    }
}
