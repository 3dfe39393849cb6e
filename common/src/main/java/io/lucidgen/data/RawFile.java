package io.lucidgen.data;

import java.io.IOException;
import java.io.InputStream;

/** A raw file of a dataset, wherever it lies. */
public interface RawFile {

    /** The configuration setting that names the file, for messages. */
    String setting();

    /** Where the file lies, for messages. */
    String location();

    /**
     * Opens the file at its first byte; it can be opened any number of times.
     *
     * @throws io.lucidgen.error.UserException when there is no such file
     */
    InputStream open() throws IOException;
}
