package io.lucidgen.jobs.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.storage.BlockData;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BroadcastBlockId;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.io.ChunkedByteBuffer;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Bytes that stay in the process that made them, and that other processes fetch from there.
 *
 * <p>They lie in Spark's own block store, in memory and, where that does not suffice, on disk, and travel by Spark's own
 * transfer service, so that its authentication, encryption and limits hold for them. The driver is not asked where a
 * block is, nor told: that is for the caller to know. What lies in a process is lost with it.
 */
public final class ExecutorBlocks {

    private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);
    private static final Object COPYING = new Object();
    private static final AtomicLong NEXT_GROUP = new AtomicLong();
    private static final Set<Long> GROUPS = ConcurrentHashMap.newKeySet();
    private static final ExecutorService REMOVERS = Executors.newCachedThreadPool(ExecutorBlocks::daemon);
    private static long newest = Long.MIN_VALUE;

    private ExecutorBlocks() {}

    /** A group that no block is in yet; the driver alone hands them out. */
    public static long newGroup() {
        return NEXT_GROUP.getAndIncrement();
    }

    /** As many of them, one after the other; gives the first. */
    public static long newGroups(int count) {
        return NEXT_GROUP.getAndAdd(count);
    }

    /**
     * Keeps bytes here. A block that is here already stays as it is: tasks that run again make the same one.
     *
     * @param buffers of {@link BlockBytes#BUFFER} bytes each but the last; not to be changed any more
     */
    public static void put(BlockName name, List<ByteBuffer> buffers) {
        GROUPS.add(name.group());
        ChunkedByteBuffer bytes = new ChunkedByteBuffer(buffers.toArray(ByteBuffer[]::new));
        store().putBytes(name.id(), bytes, StorageLevel.MEMORY_AND_DISK_SER(), false, BYTES);
        if (store().getStatus(name.id()).isEmpty()) {
            throw new IllegalStateException("Spark's block store has no room for the " + bytes.size() + " bytes of "
                    + name + ", neither in memory nor on disk");
        }
    }

    /** A block that is here. */
    public static Optional<BlockBytes> local(BlockName name) {
        BroadcastBlockId id = name.id();
        Option<BlockData> found = store().getLocalBytes(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        BlockData data = found.get();
        Option<TaskContext> task = Option.apply(TaskContext.get());
        return Optional.of(new BlockBytes(
                data.toInputStream(), data.size(), 0, () -> store().releaseLockAndDispose(id, data, task)));
    }

    /**
     * Opens blocks where they are; those of other processes are all fetched at once and then lie in memory here.
     *
     * @param homes where each of them is
     * @return in the order of the names; empty where a process does not have a block or does not answer
     */
    public static List<Optional<BlockBytes>> open(List<BlockName> names, List<BlockHome> homes) {
        BlockHome here = BlockHome.here();
        Map<BlockHome, List<BlockName>> remote = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!homes.get(i).equals(here)) {
                remote.computeIfAbsent(homes.get(i), home -> new ArrayList<>()).add(names.get(i));
            }
        }
        BlockFetch fetch = BlockFetch.start(store().blockTransferService(), remote);
        List<Optional<BlockBytes>> opened = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            opened.add(homes.get(i).equals(here) ? local(names.get(i)) : fetch.await(names.get(i)));
        }
        return opened;
    }

    /**
     * Sees to it that blocks are here too. Tasks that want the same ones at the same time share one copy.
     *
     * @param homes where each of them is, in the order in which they are tried
     */
    public static CopiedBlocks copy(List<BlockName> names, List<List<BlockHome>> homes) {
        synchronized (COPYING) {
            long moved = 0;
            List<Integer> missing = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if (store().getStatus(names.get(i).id()).isEmpty()) {
                    missing.add(i);
                }
            }
            int attempts = homes.stream().mapToInt(List::size).max().orElse(0);
            for (int attempt = 0; attempt < attempts && !missing.isEmpty(); attempt++) {
                moved += copy(missing, attempt, names, homes);
            }
            return new CopiedBlocks(moved, List.copyOf(missing));
        }
    }

    private static long copy(List<Integer> missing, int attempt, List<BlockName> names, List<List<BlockHome>> homes) {
        List<Integer> tried =
                missing.stream().filter(i -> attempt < homes.get(i).size()).toList();
        List<Optional<BlockBytes>> opened = open(
                tried.stream().map(names::get).toList(),
                tried.stream().map(i -> homes.get(i).get(attempt)).toList());
        long moved = 0;
        for (int i = 0; i < tried.size(); i++) {
            if (opened.get(i).isPresent()) {
                try (BlockBytes bytes = opened.get(i).get()) {
                    put(names.get(tried.get(i)), bytes.buffers());
                    moved += bytes.moved();
                }
                missing.remove(tried.get(i));
            }
        }
        return moved;
    }

    /**
     * Removes the blocks of all groups but some. A late call, by a task that was given up, does nothing.
     *
     * @param order grows from call to call
     */
    public static synchronized void retain(long order, Set<Long> groups) {
        if (order <= newest) {
            return;
        }
        newest = order;
        for (Long group : Set.copyOf(GROUPS)) {
            if (!groups.contains(group)) {
                GROUPS.remove(group);
                // This waits for whoever still reads a block, and that may be a process that hangs.
                REMOVERS.execute(() ->
                        store().removeBroadcast(new BlockName(group, "").id().broadcastId(), false));
            }
        }
    }

    /** Has every process remove the blocks of some groups, without waiting for it; only the driver can. */
    public static void removeEverywhere(Iterable<Long> groups) {
        groups.forEach(group ->
                store().master().removeBroadcast(new BlockName(group, "").id().broadcastId(), true, false));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lucidgen-block-remover");
        thread.setDaemon(true);
        return thread;
    }

    private static BlockManager store() {
        return SparkEnv.get().blockManager();
    }
}
