package io.lucidgen.network;

/** Passes its input on unchanged. */
record PassOnKernel(KernelArrays arrays) implements Kernel {
    @Override
    public void forward() {
        arrays.output().assign(arrays.input());
    }

    @Override
    public void backward() {
        arrays.inputGradient().assign(arrays.outputGradient());
    }
}
