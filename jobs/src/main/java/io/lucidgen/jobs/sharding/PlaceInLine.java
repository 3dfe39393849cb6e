package io.lucidgen.jobs.sharding;

import org.apache.spark.api.java.function.PairFunction;
import scala.Tuple2;

/**
 * Keys an example by its place in the line of all by class, where those of a class keep the order of the places that they
 * have now.
 */
record PlaceInLine(long examples) implements PairFunction<Tuple2<Long, ShardRow>, Long, ShardRow> {
    @Override
    public Tuple2<Long, ShardRow> call(Tuple2<Long, ShardRow> placed) {
        return new Tuple2<>(placed._2().label() * examples + placed._1(), placed._2());
    }
}
