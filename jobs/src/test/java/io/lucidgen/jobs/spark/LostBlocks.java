package io.lucidgen.jobs.spark;

import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BroadcastBlockId;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;

/** Blocks that are gone as if the process that held them were. */
public final class LostBlocks {
    private LostBlocks() {}

    /** Removes what was put into the block store of this process, where the name of its part is one of these. */
    public static void lose(Predicate<String> parts) {
        of(parts).forEach(LostBlocks::remove);
    }

    /** The same with the newest group only that has such a part. */
    public static void loseNewest(Predicate<String> parts) {
        List<BroadcastBlockId> found = of(parts);
        long newest =
                found.stream().mapToLong(BroadcastBlockId::broadcastId).max().orElseThrow();
        found.stream().filter(id -> id.broadcastId() == newest).forEach(LostBlocks::remove);
    }

    private static List<BroadcastBlockId> of(Predicate<String> parts) {
        return JavaConverters.asJavaCollection(store().getMatchingBlockIds(new OfExecutorBlocks())).stream()
                .map(BroadcastBlockId.class::cast)
                .filter(id -> parts.test(id.field()))
                .toList();
    }

    private static void remove(BroadcastBlockId id) {
        try {
            store().removeBlock(id, false);
        } catch (Exception e) {
            // A SparkException, which Scala does not declare. Old rounds' blocks are removed in the background: this
            // one was, between the list and here.
            if (store().getStatus(id).isDefined()) {
                throw new IllegalStateException("block " + id + " is not to be removed", e);
            }
        }
    }

    private static BlockManager store() {
        return SparkEnv.get().blockManager();
    }

    private static final class OfExecutorBlocks extends AbstractFunction1<BlockId, Object> {
        private static final long FIRST = new BlockName(0, "").id().broadcastId();

        @Override
        public Object apply(BlockId id) {
            return id instanceof BroadcastBlockId block && block.broadcastId() >= FIRST;
        }
    }
}
