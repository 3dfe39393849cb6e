package io.lucidgen.data;

import io.lucidgen.error.UserException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import java.util.NoSuchElementException;

/** The images of one split in step with their labels. */
final class IdxRecords implements SourceRecords {
    private static final int ID_DIGITS = 8;

    private final Split split;
    private final String labelFile;
    private final IdxFile images;
    private final IdxFile labels;
    private final int classes;
    private final byte[] label = new byte[1];
    private int next;
    private boolean finished;

    private IdxRecords(Split split, String labelFile, IdxFile images, IdxFile labels, int classes) {
        this.split = split;
        this.labelFile = labelFile;
        this.images = images;
        this.labels = labels;
        this.classes = classes;
    }

    static IdxRecords open(Split split, RawFile imageFile, RawFile labelFile, int classes) {
        IdxFile images = IdxFile.open(imageFile, IdxReader.IMAGE_RANK);
        IdxRecords records = null;
        try {
            IdxFile labels = IdxFile.open(labelFile, IdxReader.LABEL_RANK);
            records = new IdxRecords(split, labelFile.location(), images, labels, classes);
            if (images.records() != labels.records()) {
                throw UserException.data(
                        "read raw data",
                        labelFile.setting(),
                        labelFile.location(),
                        "it announces " + labels.records() + " labels but " + imageFile.setting() + " announces "
                                + images.records() + " images",
                        "Use the two files of one split");
            }
            return records;
        } catch (RuntimeException e) {
            closeAfter(e, records == null ? images : records);
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        if (next < images.records()) {
            return true;
        }
        if (!finished) {
            images.finish();
            labels.finish();
            finished = true;
        }
        return false;
    }

    @Override
    public SourceRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        byte[] pixels = new byte[images.recordBytes()];
        images.read(pixels);
        labels.read(label);
        int record = next++;
        int value = label[0] & 0xff;
        if (value >= classes) {
            return new QuarantinedRecord(
                    labelFile,
                    Integer.toString(record),
                    "label " + value + " has no class: there are names for 0 to " + (classes - 1));
        }
        return new Sample(id(record), split, value, pixels);
    }

    @Override
    public String contentHash() {
        return images.contentHash() + "," + labels.contentHash();
    }

    @Override
    public void close() throws IOException {
        try (labels) {
            images.close();
        }
    }

    private String id(int record) {
        String digits = Integer.toString(record);
        String zeros = "0".repeat(Math.max(0, ID_DIGITS - digits.length()));
        return split.name().toLowerCase(Locale.ROOT) + "-" + zeros + digits;
    }

    private static void closeAfter(RuntimeException failure, Closeable open) {
        try {
            open.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
