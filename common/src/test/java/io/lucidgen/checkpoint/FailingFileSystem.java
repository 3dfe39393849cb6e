package io.lucidgen.checkpoint;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A file system on which writing fails after so many bytes, all files of a name counted together. */
final class FailingFileSystem extends FilterFileSystem {

    private final String namePart;
    private final String message;
    private long left;

    FailingFileSystem(FileSystem whole, String namePart, long bytes, String message) {
        super(whole);
        this.namePart = namePart;
        this.left = bytes;
        this.message = message;
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        FSDataOutputStream out =
                super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
        return path.getName().contains(namePart) ? new FSDataOutputStream(new Limited(out), null) : out;
    }

    private final class Limited extends FilterOutputStream {
        Limited(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            if (left-- <= 0) {
                throw new IOException(message);
            }
            out.write(value);
        }
    }
}
