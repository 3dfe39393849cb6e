package io.lucidgen.jobs.table;

import java.io.IOException;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders of Parquet files that a table is made of: counted, cleaned and moved. */
final class TableFolder {
    private static final Logger LOG = LoggerFactory.getLogger(TableFolder.class);

    private final FileSystem files;

    TableFolder(FileSystem files) {
        this.files = files;
    }

    /** Counts the rows that lie in a folder by the footers of its files. */
    PublishedTable measure(Table table, Path staged, Path target) throws IOException {
        long rows = 0;
        long bytes = 0;
        RemoteIterator<LocatedFileStatus> all = files.listFiles(staged, true);
        while (all.hasNext()) {
            FileStatus file = all.next();
            HadoopInputFile parquet = HadoopInputFile.fromStatus(file, files.getConf());
            try (ParquetFileReader reader = ParquetFileReader.open(parquet)) {
                rows += reader.getRecordCount();
            }
            bytes += file.getLen();
        }
        return new PublishedTable(table.name(), target.toString(), rows, bytes);
    }

    /** Removes the files of checksums that Hadoop keeps beside local files; readers of Parquet stumble over them. */
    void dropChecksums(Path folder) throws IOException {
        if (!(files instanceof ChecksumFileSystem checked)) {
            return;
        }
        FileSystem raw = checked.getRawFileSystem();
        RemoteIterator<LocatedFileStatus> all = raw.listFiles(folder, true);
        while (all.hasNext()) {
            Path file = all.next().getPath();
            if (ChecksumFileSystem.isChecksumFile(file)) {
                raw.delete(file, false);
            }
        }
    }

    /** Moves a folder to its place, where a killed run may have left another one. */
    void moveIn(Path staged, Path target) throws IOException {
        Path highestNew = highestMissing(target);
        Path replaced = new Path(staged.getParent(), "_replaced");
        boolean cleared = false;
        try {
            if (files.exists(target)) {
                // Away in one step and out of the table, so that no reader sees it go file by file.
                rename(target, replaced);
                cleared = true;
            }
            files.mkdirs(target.getParent());
            rename(staged, target);
        } catch (IOException | RuntimeException e) {
            if (cleared) {
                putBack(replaced, target, e);
            }
            removeEmpty(target.getParent(), highestNew);
            throw e;
        }
        Path nested = new Path(target, staged.getName());
        if (files.exists(nested)) {
            // Rename moves into a folder that has come into being since.
            files.delete(nested, true);
            throw new IOException("another process has published " + target + " at the same time");
        }
    }

    /** Removes a folder and everything in it; what cannot be removed is left to the next run. */
    void discard(Path folder) {
        try {
            files.delete(folder, true);
            files.delete(folder.getParent(), false);
        } catch (IOException e) {
            // The parent is not empty, or gone, or the disk is: nothing that would change the outcome.
            LOG.debug("Left {} behind", folder, e);
        }
    }

    private void putBack(Path replaced, Path target, Exception reason) {
        try {
            rename(replaced, target);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private void rename(Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("the file system refused to rename " + from + " to " + to);
        }
    }

    private Path highestMissing(Path target) throws IOException {
        Path highest = target.getParent();
        while (highest.getParent() != null && !files.exists(highest.getParent())) {
            highest = highest.getParent();
        }
        return highest;
    }

    private void removeEmpty(Path lowest, Path highest) {
        try {
            for (Path folder = lowest; folder.depth() >= highest.depth(); folder = folder.getParent()) {
                if (!files.exists(folder)) {
                    continue;
                }
                if (files.listStatus(folder).length > 0) {
                    return;
                }
                files.delete(folder, false);
            }
        } catch (IOException e) {
            LOG.debug("Left empty folders above {} behind", lowest, e);
        }
    }
}
