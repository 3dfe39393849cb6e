package io.lucidgen.jobs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.spark.network.buffer.ManagedBuffer;
import org.apache.spark.network.shuffle.BlockFetchingListener;
import org.apache.spark.network.shuffle.BlockStoreClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Blocks on their way from other processes, by their ids. */
final class BlockFetch implements BlockFetchingListener {
    private static final Logger LOG = LoggerFactory.getLogger(BlockFetch.class);

    private final Map<String, CompletableFuture<ManagedBuffer>> arriving = new HashMap<>();

    private BlockFetch() {}

    /** Asks all processes at once. */
    static BlockFetch start(BlockStoreClient client, Map<BlockHome, List<BlockName>> wanted) {
        BlockFetch fetch = new BlockFetch();
        wanted.values()
                .forEach(names ->
                        names.forEach(name -> fetch.arriving.put(name.id().name(), new CompletableFuture<>())));
        wanted.forEach((home, names) -> client.fetchBlocks(
                home.host(),
                home.port(),
                home.executor(),
                names.stream().map(name -> name.id().name()).toArray(String[]::new),
                fetch,
                null));
        return fetch;
    }

    /** Waits for a block; empty when it does not come. */
    Optional<BlockBytes> await(BlockName name) {
        try {
            ManagedBuffer buffer = arriving.get(name.id().name()).join();
            return Optional.of(
                    new BlockBytes(buffer.createInputStream(), buffer.size(), buffer.size(), buffer::release));
        } catch (CompletionException | CancellationException e) {
            LOG.warn("Cannot fetch block {}: {}", name, e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what came for block " + name, e);
        }
    }

    @Override
    public void onBlockFetchSuccess(String id, ManagedBuffer data) {
        // It is given back as soon as this returns unless it is held on to.
        data.retain();
        arriving.get(id).complete(data);
    }

    @Override
    public void onBlockFetchFailure(String id, Throwable reason) {
        arriving.get(id).completeExceptionally(reason);
    }
}
