package io.lucidgen.data;

import java.io.Closeable;
import java.util.Iterator;

/**
 * The records of one split in the order of the raw files, read one at a time.
 *
 * <p>Damage to a file itself, as when it is cut short, ends the reading with a {@link io.lucidgen.error.UserException}
 * (exit 3) from {@link #hasNext()} or {@link #next()}; a record that is merely bad comes as a {@link
 * QuarantinedRecord}. After the last record the files are known to be whole.
 */
public interface SourceRecords extends Iterator<SourceRecord>, Closeable {

    /**
     * Tells one content from another: the sha256 of each raw file of the split, unpacked, in a fixed order.
     *
     * @throws IllegalStateException before the last record has been read
     */
    String contentHash();
}
