package io.lucidgen.network;

import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/** The devices that arrays can be made on. */
public interface ComputeDevices {

    /** GPUs that can be chosen, numbered from 0; none when the arithmetic is the CPU's. */
    int gpus();

    /** Has the arrays that this thread makes from now on made on a GPU. */
    void use(int gpu);

    /** Those of the ND4J backend on the class path. */
    static ComputeDevices ofNd4j() {
        return new ComputeDevices() {
            @Override
            public int gpus() {
                return Nd4j.getExecutioner().type() == ExecutionerType.CUDA
                        ? Nd4j.getAffinityManager().getNumberOfDevices()
                        : 0;
            }

            @Override
            public void use(int gpu) {
                Nd4j.getAffinityManager().unsafeSetDevice(gpu);
            }
        };
    }
}
