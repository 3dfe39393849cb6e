package io.lucidgen.jobs.sharding;

import io.lucidgen.data.ShardPlan;
import org.apache.spark.Partitioner;

/** Sends every place to the partition whose number is that of the place's worker. */
final class WorkerPartitioner extends Partitioner {
    private static final long serialVersionUID = 1;

    private final ShardPlan plan;

    WorkerPartitioner(ShardPlan plan) {
        this.plan = plan;
    }

    @Override
    public int numPartitions() {
        return plan.workers();
    }

    @Override
    public int getPartition(Object place) {
        return plan.worker((Long) place);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkerPartitioner that && plan.equals(that.plan);
    }

    @Override
    public int hashCode() {
        return plan.hashCode();
    }
}
