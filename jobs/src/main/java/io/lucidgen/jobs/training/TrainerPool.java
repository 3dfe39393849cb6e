package io.lucidgen.jobs.training;

import io.lucidgen.family.TrainingSteps;
import io.lucidgen.jobs.spark.GpuLease;
import io.lucidgen.network.ProductCheck;
import io.lucidgen.training.LocalTrainer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The trainers that an executor keeps from round to round, so that their arrays are allocated once.
 *
 * <p>A trainer carries nothing over: each round starts it from the shared state. There are at most as many as tasks ran
 * at once. Those of another run are let go; one whose arrays lie on a GPU is used on that one only.
 */
final class TrainerPool {

    private record Key(String runId, int batch, GpuLease gpu) {}

    private static final Map<Key, Deque<LocalTrainer>> IDLE = new HashMap<>();

    private TrainerPool() {}

    /** Lends a trainer for the time of a call. */
    static <T> T with(LocalTask task, int batch, Function<LocalTrainer, T> use) {
        Key key = new Key(task.runId(), batch, GpuLease.take());
        LocalTrainer trainer = take(key);
        if (trainer == null) {
            // The executor may have come after the preflight.
            ProductCheck.require();
            trainer = new LocalTrainer(
                    TrainingSteps.create(task.definition(), task.model(), task.training(), batch),
                    task.definition().sampleShape().features(),
                    task.schedule());
        }
        T result = use.apply(trainer);
        giveBack(key, trainer);
        return result;
    }

    private static synchronized LocalTrainer take(Key key) {
        IDLE.keySet().removeIf(other -> !other.runId().equals(key.runId()));
        Deque<LocalTrainer> idle = IDLE.get(key);
        return idle == null ? null : idle.poll();
    }

    private static synchronized void giveBack(Key key, LocalTrainer trainer) {
        IDLE.computeIfAbsent(key, k -> new ArrayDeque<>()).push(trainer);
    }
}
