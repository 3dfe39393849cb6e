package io.lucidgen.jobs.preflight;

import io.lucidgen.error.UserException;
import java.io.Serializable;
import java.util.List;

/**
 * What a driver or an executor has found out about itself.
 *
 * @param name such as {@code executor 3 on host-a}
 * @param driver whether it is the driver
 * @param slots tasks that it runs at the same time
 * @param closedPackages packages of the JDK that Spark needs opened and that are not
 * @param threads that one native call uses
 * @param taskCores cores of a task
 * @param nativeBuild the native code that it has loaded
 * @param wrongProduct what it computes wrong; null when nothing is
 * @param rootFault why it cannot use the root; null when it can
 * @param gpuFault why it cannot use the GPU that it was lent; null when it can, or was lent none
 */
record ProcessFacts(
        String name,
        boolean driver,
        int slots,
        Memory memory,
        List<String> closedPackages,
        int threads,
        int taskCores,
        String nativeBuild,
        String wrongProduct,
        String rootFault,
        UserException gpuFault)
        implements Serializable {

    ProcessFacts withRootFault(String fault) {
        return new ProcessFacts(
                name,
                driver,
                slots,
                memory,
                closedPackages,
                threads,
                taskCores,
                nativeBuild,
                wrongProduct,
                fault,
                gpuFault);
    }
}
