package io.lucidgen.jobs.spark;

import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockManagerId;

/**
 * The process, an executor or the driver, that blocks lie in and are fetched from.
 *
 * @param executor Spark's name for it
 * @param host where it serves its blocks
 * @param port likewise
 */
public record BlockHome(String executor, String host, int port) implements Serializable {

    /** This very process. */
    public static BlockHome here() {
        BlockManagerId id = SparkEnv.get().blockManager().blockManagerId();
        return new BlockHome(id.executorId(), id.host(), id.port());
    }
}
