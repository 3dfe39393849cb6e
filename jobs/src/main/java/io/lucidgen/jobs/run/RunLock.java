package io.lucidgen.jobs.run;

import io.lucidgen.checkpoint.AtomicFile;
import io.lucidgen.error.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.ipc.RemoteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that only one process at a time can have made, and that shows for as long as it lives that it does.
 *
 * <p>A holder that died on this machine is seen to be dead; one on another machine counts as dead when its file has not
 * changed for as long as {@link Timing} says. Whether it changes needs no clock that two machines agree on.
 */
public final class RunLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
    // What HDFS says of a file that another process has made and not closed, or died over.
    private static final List<String> BEING_WRITTEN =
            List.of("AlreadyBeingCreatedException", "RecoveryInProgressException");

    /**
     * How a lock shows that its holder lives.
     *
     * @param beat time between two signs of life
     * @param patience time without one after which the holder counts as dead
     */
    public record Timing(Duration beat, Duration patience) {
        public static final Timing DEFAULT = new Timing(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    private final FileSystem files;
    private final Path file;
    private final ScheduledExecutorService heart;
    private LockHolder self = LockHolder.self();
    private volatile boolean held = true;

    private RunLock(FileSystem files, Path file) {
        this.files = files instanceof LocalFileSystem local ? local.getRaw() : files;
        this.file = file;
        this.heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lock " + file.getParent().getName());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes a lock, if need be after having seen that its holder is dead.
     *
     * @param action what the lock is for, such as {@code generate}
     * @param console told when that takes a while
     * @throws UserException (exit 5) when another process holds it and lives
     */
    public static RunLock acquire(FileSystem files, Path file, String action, Timing timing, Console console)
            throws IOException {
        RunLock lock = new RunLock(files, file);
        try {
            lock.take(action, timing, console);
        } catch (IOException | RuntimeException e) {
            lock.heart.shutdownNow();
            throw e;
        }
        long every = timing.beat().toMillis();
        lock.heart.scheduleWithFixedDelay(lock::beat, every, every, TimeUnit.MILLISECONDS);
        return lock;
    }

    /** Whether the lock is still ours: a process that was stopped for long may have lost it. */
    public boolean held() {
        return held;
    }

    @Override
    public void close() {
        heart.shutdown();
        synchronized (this) {
            try {
                if (held && read().filter(this::isSelf).isPresent()) {
                    files.delete(file, false);
                }
            } catch (IOException e) {
                LOG.warn("The lock {} stays behind and will be found to be nobody's: {}", file, e.getMessage());
            }
            held = false;
        }
    }

    private void take(String action, Timing timing, Console console) throws IOException {
        files.mkdirs(file.getParent());
        while (!create()) {
            Optional<LockHolder> holder = read();
            if (holder.isEmpty() && (!files.exists(file) || becomesReadable(timing))) {
                continue;
            }
            if (holder.isPresent() && isAlive(holder.get(), timing, console)) {
                throw UserException.locked(
                        action, "lock", file, "another run holds it (" + holder.get() + ")", "Wait until it has ended");
            }
            remove(holder);
        }
    }

    private boolean isAlive(LockHolder holder, Timing timing, Console console) throws IOException {
        Optional<Boolean> lives = holder.lives();
        if (lives.isPresent()) {
            return lives.get();
        }
        console.line("Watching for " + timing.patience().toSeconds() + " s whether " + holder + " still lives");
        long deadline = System.nanoTime() + timing.patience().toNanos();
        while (System.nanoTime() < deadline) {
            pause(timing.beat().dividedBy(2));
            Optional<LockHolder> now = read();
            if (now.isPresent() && !now.get().equals(holder)) {
                return true;
            }
        }
        return false;
    }

    /** A file that is no lock may be one that its holder has just made and not yet filled. */
    private boolean becomesReadable(Timing timing) throws IOException {
        long deadline = System.nanoTime() + timing.patience().toNanos();
        while (System.nanoTime() < deadline) {
            pause(timing.beat().dividedBy(2));
            if (read().isPresent() || !files.exists(file)) {
                return true;
            }
        }
        return false;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a lock", e);
        }
    }

    /** Takes a dead holder's file away under a name of its own: of two who try, one finds it gone. */
    private void remove(Optional<LockHolder> dead) throws IOException {
        if (!read().equals(dead)) {
            return;
        }
        Path away = new Path(file.getParent(), "_dead-" + UUID.randomUUID());
        if (files.rename(file, away)) {
            files.delete(away, false);
        }
    }

    private synchronized void beat() {
        try {
            if (!held) {
                return;
            }
            if (read().filter(this::isSelf).isEmpty()) {
                held = false;
                LOG.warn("The lock {} has been taken by another run", file);
                return;
            }
            self = self.nextBeat();
            // In one step: who read half of it would take the lock for nobody's.
            AtomicFile.replace(files, file, out -> out.write(self.toJson()));
        } catch (IOException | FSError e) {
            LOG.warn("No sign of life in {}: {}", file, e.getMessage());
        }
    }

    private boolean isSelf(LockHolder holder) {
        return holder.owner().equals(self.owner());
    }

    private boolean create() throws IOException {
        byte[] content = self.toJson();
        if (files instanceof RawLocalFileSystem local) {
            // Hadoop looks whether a local file exists and then makes it, which is two steps.
            try {
                Files.write(local.pathToFile(file).toPath(), content, StandardOpenOption.CREATE_NEW);
                return true;
            } catch (java.nio.file.FileAlreadyExistsException e) {
                return false;
            }
        }
        try (FSDataOutputStream out = files.create(file, false)) {
            out.write(content);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (RemoteException e) {
            if (BEING_WRITTEN.stream().anyMatch(e.getClassName()::endsWith)) {
                return false;
            }
            throw e;
        }
    }

    private Optional<LockHolder> read() throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return LockHolder.fromJson(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }
}
