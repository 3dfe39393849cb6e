package io.lucidgen.jobs.ingest;

import io.lucidgen.data.RawFile;
import io.lucidgen.error.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/**
 * A raw file on any file system that Hadoop knows.
 *
 * <p>A location without a scheme is looked for on the default file system and then on the local one, so that a path
 * relative to the current folder works on a cluster too.
 */
record HadoopFile(String setting, String location, Configuration configuration) implements RawFile {

    @Override
    public InputStream open() throws IOException {
        Path path = path();
        try {
            FileSystem files = path.getFileSystem(configuration);
            if (path.toUri().getScheme() == null && !files.exists(path)) {
                files = FileSystem.getLocal(configuration);
            }
            if (files.getFileStatus(path).isDirectory()) {
                throw unreadable("it is a folder", "Name the file in it");
            }
            return files.open(path);
        } catch (FileNotFoundException e) {
            throw unreadable(
                            "there is no such file",
                            "Run submit-scripts/fetch-data.sh with the name of the data set, or name a file that exists")
                    .causedBy(e);
        } catch (AccessControlException e) {
            throw unreadable("it may not be read", "Give this user the right to read it")
                    .causedBy(e);
        } catch (UnsupportedFileSystemException e) {
            throw unreadable(e.getMessage(), "Use a URI of a file system that is configured")
                    .causedBy(e);
        }
    }

    private Path path() {
        try {
            return new Path(location);
        } catch (IllegalArgumentException e) {
            throw unreadable("it is no path (" + e.getMessage() + ")", "Write a path or a URI")
                    .causedBy(e);
        }
    }

    private UserException unreadable(String reason, String change) {
        return UserException.data("read raw data", setting, location, reason, change);
    }
}
