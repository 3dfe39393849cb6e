package io.lucidgen.data;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A raw file that never touches a disk. */
record MemoryFile(String setting, byte[] content) implements RawFile {
    @Override
    public String location() {
        return "memory/" + setting;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(content);
    }
}
