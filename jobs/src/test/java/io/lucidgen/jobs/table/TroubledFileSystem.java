package io.lucidgen.jobs.table;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.Progressable;

/** The local file system under a scheme of its own, whose trouble begins where a path says so. */
public abstract class TroubledFileSystem extends RawLocalFileSystem {
    private final String scheme;

    private TroubledFileSystem(String scheme) {
        this.scheme = scheme;
    }

    /** Makes the schemes {@code full}, {@code forbidden}, {@code slow} and {@code stuck} known. */
    static void register(Configuration configuration) {
        configuration.setClass("fs.full.impl", Full.class, TroubledFileSystem.class);
        configuration.setClass("fs.forbidden.impl", Forbidden.class, TroubledFileSystem.class);
        configuration.setClass("fs.slow.impl", Slow.class, TroubledFileSystem.class);
        configuration.setClass("fs.stuck.impl", Stuck.class, TroubledFileSystem.class);
    }

    @Override
    public URI getUri() {
        return URI.create(scheme + ":///");
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    // What the local file system gives looks up permissions by a URI that has to have its own scheme.
    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        FileStatus status = super.getFileStatus(path);
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                1,
                status.getBlockSize(),
                status.getModificationTime(),
                status.getPath());
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        FileStatus[] all = super.listStatus(folder);
        for (int i = 0; i < all.length; i++) {
            all[i] = getFileStatus(all[i].getPath());
        }
        return all;
    }

    /** The disk is full after some bytes. */
    public static final class Full extends TroubledFileSystem {
        public Full() {
            super("full");
        }

        @Override
        public FSDataOutputStream create(
                Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
                throws IOException {
            return new FSDataOutputStream(
                    new SmallDisk(super.create(file, overwrite, bufferSize, replication, blockSize, progress)), null);
        }
    }

    private static final class SmallDisk extends OutputStream {
        private final OutputStream whole;
        private int left = 100;

        SmallDisk(OutputStream whole) {
            this.whole = whole;
        }

        @Override
        public void write(int value) throws IOException {
            if (left-- == 0) {
                throw new IOException("No space left on device");
            }
            whole.write(value);
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }

    /** The file of the first task takes its time to appear. */
    public static final class Slow extends TroubledFileSystem {
        static final long MILLIS = 2_000;

        public Slow() {
            super("slow");
        }

        @Override
        public FSDataOutputStream create(
                Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
                throws IOException {
            if (file.getName().startsWith("part-00000")) {
                try {
                    Thread.sleep(MILLIS);
                } catch (InterruptedException e) {
                    throw new InterruptedIOException("interrupted while creating " + file);
                }
            }
            return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
        }
    }

    /** Nothing may be created. */
    public static final class Forbidden extends TroubledFileSystem {
        public Forbidden() {
            super("forbidden");
        }

        @Override
        public boolean mkdirs(Path folder) throws IOException {
            throw new AccessControlException("Permission denied: user=analyst, access=WRITE, inode=\"" + folder + "\"");
        }

        @Override
        public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
            return mkdirs(folder);
        }
    }

    /** What was staged cannot be moved into the tables; everything else works. */
    public static final class Stuck extends TroubledFileSystem {
        public Stuck() {
            super("stuck");
        }

        @Override
        public boolean rename(Path from, Path to) throws IOException {
            boolean publishes =
                    from.toString().contains("_staging") && to.toString().contains("/tables/");
            boolean restores = from.getName().equals("_replaced");
            return (!publishes || restores) && super.rename(from, to);
        }
    }
}
