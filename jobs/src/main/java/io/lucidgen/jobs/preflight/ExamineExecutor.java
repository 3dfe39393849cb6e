package io.lucidgen.jobs.preflight;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/** The executor's part of the preflight: what it finds out about itself, by its id. */
final class ExamineExecutor implements FlatMapFunction<Iterator<Integer>, Tuple2<String, ProcessFacts>> {
    private static final long serialVersionUID = 1;

    private final TreeMap<String, Integer> slots;
    private final TreeMap<String, String> hosts;
    private final RootProbe probe;
    private final SerializableConfiguration hadoop;

    /**
     * @param slots tasks that each executor runs at the same time, by its id
     * @param hosts the host of each, by its id
     */
    ExamineExecutor(
            Map<String, Integer> slots, Map<String, String> hosts, RootProbe probe, SerializableConfiguration hadoop) {
        this.slots = new TreeMap<>(slots);
        this.hosts = new TreeMap<>(hosts);
        this.probe = probe;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Tuple2<String, ProcessFacts>> call(Iterator<Integer> ignored) {
        String id = SparkEnv.get().executorId();
        String name = "executor " + id + (hosts.containsKey(id) ? " on " + hosts.get(id) : "");
        ProcessFacts facts = Examination.ofThisProcess(
                name,
                id.equals("driver"),
                slots.getOrDefault(id, 1),
                SparkEnv.get().conf(),
                probe.answer(id, hadoop.value()));
        return List.of(new Tuple2<>(id, facts)).iterator();
    }
}
