package io.lucidgen.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lucidgen.error.ExitCode;
import io.lucidgen.error.UserException;
import io.lucidgen.network.ComputeDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;

/** Which device a task computes on, on made-up devices: no GPU has a part in it. */
class GpuLeaseTest {

    private final List<Integer> used = new ArrayList<>();

    @Test
    void theAddressOfTheTaskIsTheDevice() {
        assertThat(GpuLease.take(lent("2"), devices(4))).isEqualTo(new GpuLease(2));
        assertThat(used).containsExactly(2);
    }

    @Test
    void aTaskWithoutOneStaysOnTheCpu() {
        assertThat(GpuLease.take(Map.of(), devices(4))).isEqualTo(GpuLease.NONE);
        assertThat(GpuLease.take(Map.of("fpga", new ResourceInformation("fpga", new String[] {"0"})), devices(0)))
                .isEqualTo(GpuLease.NONE);
        assertThat(used).isEmpty();
        // Outside of any task, on the backend that is there.
        assertThat(GpuLease.take()).isEqualTo(GpuLease.NONE);
        assertThat(GpuLease.fault()).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsRefusedInOneLine() {
        refused(0, "build is the CPU's. Build with -Pcuda", "0");
        refused(2, "Cannot use the GPU of a task for gpu=0,1: a task computes on one GPU", "0", "1");
        refused(2, "ND4J knows 2 GPU(s) here", "2");
        refused(2, "ND4J knows 2 GPU(s) here", "GPU-8f3a");
        refused(2, "ND4J knows 2 GPU(s) here", "-1");
        assertThat(used).isEmpty();
    }

    private void refused(int gpus, String because, String... addresses) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> GpuLease.take(lent(addresses), devices(gpus)))
                .withMessageContaining(because)
                .satisfies(refusal -> {
                    assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(refusal.getMessage().lines()).hasSize(1);
                });
    }

    private static Map<String, ResourceInformation> lent(String... addresses) {
        return Map.of("gpu", new ResourceInformation("gpu", addresses));
    }

    private ComputeDevices devices(int gpus) {
        return new ComputeDevices() {
            @Override
            public int gpus() {
                return gpus;
            }

            @Override
            public void use(int gpu) {
                used.add(gpu);
            }
        };
    }
}
