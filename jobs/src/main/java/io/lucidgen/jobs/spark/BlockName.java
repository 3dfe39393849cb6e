package io.lucidgen.jobs.spark;

import java.io.Serializable;
import org.apache.spark.storage.BroadcastBlockId;

/**
 * The name of bytes that executors hand to one another.
 *
 * @param group what is removed together; at least 0
 * @param part letters and digits that are the block's own within the group
 */
public record BlockName(long group, String part) implements Serializable {

    // Spark numbers its own broadcasts from 0 on, one by one, and never gets here.
    private static final long FIRST = 1L << 48;

    // Executors parse the names of what is asked of them and know only those of Spark's own kinds of blocks.
    BroadcastBlockId id() {
        return new BroadcastBlockId(FIRST + group, part);
    }
}
