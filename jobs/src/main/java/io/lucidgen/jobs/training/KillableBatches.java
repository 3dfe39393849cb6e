package io.lucidgen.jobs.training;

import io.lucidgen.data.BatchSource;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/** Batches that end when Spark has given up their task, so that a task that nobody waits for stops at its next step. */
record KillableBatches(BatchSource batches, TaskContext task) implements BatchSource {

    @Override
    public int batchSize() {
        return batches.batchSize();
    }

    @Override
    public void next(float[] features, int[] labels) {
        if (task.isInterrupted()) {
            throw new TaskKilledException("its round goes on without it");
        }
        batches.next(features, labels);
    }
}
