package io.lucidgen.jobs.internals;

import io.lucidgen.data.FeatureGrid;
import io.lucidgen.family.ModelFamilies;
import io.lucidgen.internals.InternalsFacts;
import io.lucidgen.jobs.spark.GpuLease;
import io.lucidgen.model.Counters;
import io.lucidgen.model.GenerativeModel;
import io.lucidgen.model.ModelState;
import io.lucidgen.model.SlotVector;
import io.lucidgen.network.Network;
import io.lucidgen.random.Seeds;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.function.Function;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The executor's part: what can be compared of one model, {@value #TRAINED} being the trained one, and any other number one of
 * the same make that has not been trained.
 */
record MeasureFacts(ProbedModel model) implements Function<Integer, InternalsFacts> {

    static final int TRAINED = 0;

    @Override
    public InternalsFacts call(Integer which) {
        GpuLease.take();
        GenerativeModel loaded = which == TRAINED ? model.load() : untrained(which);
        return InternalsFacts.measure(
                model.probe(loaded),
                FeatureGrid.of(model.definition().sampleShape()),
                model.config().regions());
    }

    private GenerativeModel untrained(int which) {
        TreeMap<String, SlotVector> slots = new TreeMap<>();
        model.definition()
                .networks()
                .forEach((name, network) -> slots.put(
                        ModelState.parametersOf(name),
                        SlotVector.of(Network.initialised(
                                        network, DataType.FLOAT, Seeds.derive(model.seed(), name.hashCode(), which))
                                .parameters())));
        return ModelFamilies.load(model.definition(), new ModelState(slots, Counters.ZERO, List.of(0L)));
    }
}
