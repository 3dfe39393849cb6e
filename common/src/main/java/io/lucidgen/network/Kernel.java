package io.lucidgen.network;

/** An operation bound to its arrays: it reads and writes those and allocates nothing. */
public interface Kernel {

    /** Computes the output from the inputs and parameters. */
    void forward();

    /** Computes the requested gradients from the output's, after a forward pass over the same inputs. */
    void backward();
}
