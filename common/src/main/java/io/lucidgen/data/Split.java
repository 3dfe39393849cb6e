package io.lucidgen.data;

/** Which part of a dataset a sample belongs to: models are fitted on TRAIN and judged on TEST. */
public enum Split {
    TRAIN,
    TEST
}
