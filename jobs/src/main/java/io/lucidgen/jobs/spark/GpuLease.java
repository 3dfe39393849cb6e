package io.lucidgen.jobs.spark;

import io.lucidgen.error.UserException;
import io.lucidgen.network.ComputeDevices;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * The GPU that Spark lends a task under {@code spark.task.resource.gpu.amount}; what the task computes, it computes there.
 *
 * @param device its number; -1 when the task has none and computes on the CPU
 */
public record GpuLease(int device) {

    private static final String RESOURCE = "gpu";
    private static final String SETTING = "spark.executor.resource.gpu.amount";

    /** The task computes on the CPU. */
    static final GpuLease NONE = new GpuLease(-1);

    /**
     * Has this thread compute on the GPU of its task, if that has one. Each task that computes calls it first.
     *
     * @throws UserException (exit 2) when the task has a GPU that ND4J cannot use
     */
    public static GpuLease take() {
        return take(lent(), ComputeDevices.ofNd4j());
    }

    static GpuLease take(Map<String, ResourceInformation> lent, ComputeDevices devices) {
        Optional<UserException> fault = fault(lent, devices);
        if (fault.isPresent()) {
            throw fault.get();
        }
        if (!lent.containsKey(RESOURCE)) {
            return NONE;
        }
        int device = Integer.parseInt(lent.get(RESOURCE).addresses()[0].trim());
        devices.use(device);
        return new GpuLease(device);
    }

    /** What keeps ND4J from using the GPU of this task; empty when nothing does, or when it has none. */
    public static Optional<UserException> fault() {
        return fault(lent(), ComputeDevices.ofNd4j());
    }

    static Optional<UserException> fault(Map<String, ResourceInformation> lent, ComputeDevices devices) {
        if (!lent.containsKey(RESOURCE)) {
            return Optional.empty();
        }
        List<String> addresses = List.of(lent.get(RESOURCE).addresses());
        int gpus = devices.gpus();
        if (gpus == 0) {
            return refusal(
                    addresses,
                    "the arithmetic of this build is the CPU's",
                    "Build with -Pcuda, or leave out " + SETTING + " and spark.task.resource.gpu.amount");
        }
        if (addresses.size() != 1) {
            return refusal(addresses, "a task computes on one GPU", "Set spark.task.resource.gpu.amount to 1");
        }
        String address = addresses.get(0).trim();
        if (!address.matches("[0-9]{1,4}") || Integer.parseInt(address) >= gpus) {
            return refusal(
                    addresses,
                    "ND4J knows " + gpus + " GPU(s) here, numbered from 0",
                    "Have the discovery script give their numbers");
        }
        return Optional.empty();
    }

    private static Optional<UserException> refusal(List<String> addresses, String reason, String change) {
        return Optional.of(
                UserException.usage("use the GPU of a task", "gpu", String.join(",", addresses), reason, change));
    }

    private static Map<String, ResourceInformation> lent() {
        TaskContext task = TaskContext.get();
        return task == null ? Map.of() : task.resourcesJMap();
    }
}
