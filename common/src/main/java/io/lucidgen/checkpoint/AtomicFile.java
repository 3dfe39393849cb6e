package io.lucidgen.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** A file that readers see either as it was or as it will be: written beside its place, then renamed over it. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Writes the content of a file. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Puts a file in place of the one that is there, if any.
     *
     * @throws IOException if that fails; the old file is then still there
     */
    public static void replace(FileSystem fileSystem, Path file, Content content) throws IOException {
        // Hadoop's local file system keeps checksums in files of their own, which cannot be replaced together with the
        // file in one step.
        FileSystem target = fileSystem instanceof LocalFileSystem local ? local.getRaw() : fileSystem;
        Path temporary = new Path(file.getParent(), "_" + file.getName() + ".tmp");
        try {
            write(target, temporary, content);
            if (fileSystem instanceof LocalFileSystem local) {
                // One that a copying tool has left would speak of the old content.
                target.delete(local.getChecksumFile(file), false);
            }
            rename(target, temporary, file);
        } catch (IOException | RuntimeException e) {
            discard(target, temporary, e);
            throw e;
        }
    }

    static void write(FileSystem fileSystem, Path file, Content content) throws IOException {
        try (FSDataOutputStream out = fileSystem.create(file, true)) {
            content.writeTo(out);
            out.hsync();
        } catch (FSError e) {
            // The local file system reports a full disk as an Error.
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    static void discard(FileSystem fileSystem, Path path, Throwable reason) {
        try {
            fileSystem.delete(path, true);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static void rename(FileSystem fileSystem, Path from, Path to) throws IOException {
        if (fileSystem instanceof RawLocalFileSystem local) {
            Files.move(
                    local.pathToFile(from).toPath(),
                    local.pathToFile(to).toPath(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try {
            FileContext.getFileContext(fileSystem.getUri(), fileSystem.getConf())
                    .rename(from, to, Rename.OVERWRITE);
        } catch (UnsupportedFileSystemException e) {
            // No rename over a file: readers may find none for a moment, but never half of one.
            fileSystem.delete(to, false);
            if (!fileSystem.rename(from, to)) {
                throw new IOException("Cannot rename " + from + " to " + to);
            }
        }
    }
}
