package io.lucidgen.data;

/** Understands one format of raw files. */
public interface DatasetReader {

    /**
     * What the raw files say about all their samples.
     *
     * @throws io.lucidgen.error.UserException (exit 3) when they contradict one another or the format
     */
    DatasetLayout layout();

    /**
     * Reads a split from its first record; it can be read any number of times.
     *
     * @throws io.lucidgen.error.UserException (exit 3) when the files cannot be read as this format
     */
    SourceRecords open(Split split);
}
