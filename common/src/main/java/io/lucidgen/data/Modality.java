package io.lucidgen.data;

/** What kind of thing a sample is. */
public enum Modality {
    IMAGE,
    TEXT,
    AUDIO,
    TABLE
}
