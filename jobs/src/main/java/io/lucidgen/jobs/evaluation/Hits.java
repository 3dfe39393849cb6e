package io.lucidgen.jobs.evaluation;

import io.lucidgen.data.Block;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/** How many samples a scorer classifies right, of how many. */
record Hits(long right, long samples) implements Serializable {

    Hits plus(Hits other) {
        return new Hits(right + other.right, samples + other.samples);
    }

    /** Counts the hits of a partition. */
    record Count(Broadcast<Scorer> scorer) implements FlatMapFunction<Iterator<Block>, Hits> {
        @Override
        public Iterator<Hits> call(Iterator<Block> blocks) {
            ScorerNetwork network = new ScorerNetwork(scorer.value());
            Hits hits = new Hits(0, 0);
            while (blocks.hasNext()) {
                Block block = blocks.next();
                int[] predicted = network.score(block.features(), block.count()).classes();
                long right = 0;
                for (int i = 0; i < predicted.length; i++) {
                    right += predicted[i] == block.labels()[i] ? 1 : 0;
                }
                hits = hits.plus(new Hits(right, block.count()));
            }
            return List.of(hits).iterator();
        }
    }
}
