package io.lucidgen.config;

/** What the hidden layers of networks that draw or read samples are. */
public enum Architecture {
    /** Fully connected. */
    DENSE,
    /** Convolutions and transposed convolutions, for images. */
    CONVOLUTIONAL
}
