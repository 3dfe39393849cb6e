package io.lucidgen.network;

/** Whether a network is being trained; dropout acts in training alone. */
public enum ExecutionMode {
    TRAINING,
    INFERENCE
}
