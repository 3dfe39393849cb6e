package io.lucidgen.jobs.sharding;

import io.lucidgen.data.ShardPlan;
import org.apache.spark.api.java.function.PairFunction;
import scala.Tuple2;

/** Keys an example by the place that a plan gives to its rank in the line of all by class. */
record PlaceOfRank(ShardPlan plan) implements PairFunction<Tuple2<ShardRow, Long>, Long, ShardRow> {
    @Override
    public Tuple2<Long, ShardRow> call(Tuple2<ShardRow, Long> ranked) {
        return new Tuple2<>(plan.placeOfRank(ranked._2()), ranked._1());
    }
}
