package io.lucidgen.jobs.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.error.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessChecksTest {
    private static final long MIB = 1L << 20;
    private static final MemoryNeed SMALL = new MemoryNeed(10 * MIB);

    private static final Memory PLENTY = new Memory(1024 * MIB, 4096 * MIB, 384 * MIB, false, 16_384 * MIB);

    @Test
    void aProcessWithNothingWrongHasNoFindings() {
        assertThat(ProcessChecks.all(facts(PLENTY), SMALL)).isEmpty();
    }

    @Test
    void closedPackagesAreRefusedWithTheOptionsThatOpenThem() {
        ProcessFacts facts = new ProcessFacts(
                "executor 1",
                false,
                1,
                PLENTY,
                List.of("java.base/java.nio", "java.base/sun.nio.ch"),
                1,
                1,
                "linux",
                null,
                null,
                null);
        assertThat(refusal(facts, SMALL))
                .contains("for process=executor 1: ")
                .contains("spark.executor.extraJavaOptions")
                .contains("--add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    }

    @Test
    void aRootThatAnExecutorDoesNotSeeIsRefused() {
        assertThat(refusal(facts(PLENTY).withRootFault("it does not see file:/x, which the driver has written"), SMALL))
                .contains("executor 0 on host-a: it does not see file:/x, which the driver has written. Set root to");
    }

    @Test
    void wrongProductsAreBadData() {
        ProcessFacts facts = new ProcessFacts(
                "executor 0 on host-a",
                false,
                1,
                PLENTY,
                List.of(),
                1,
                1,
                "linux-x86_64",
                "its gemm gives 1",
                null,
                null);
        List<Finding> findings = ProcessChecks.all(facts, SMALL);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).refused()).isTrue();
        assertThat(findings.get(0).problem().exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(findings.get(0).text()).contains("linux-x86_64 in executor 0 on host-a: its gemm gives 1");
    }

    @Test
    void arraysThatDoNotFitUnderTheBoundAreRefused() {
        Memory tight = new Memory(20 * MIB, 50 * MIB, 384 * MIB, false, 16_384 * MIB);
        assertThat(ProcessChecks.all(slots(tight, 3), SMALL)).isEmpty();
        assertThat(refusal(slots(tight, 6), SMALL))
                .contains("needs about 60 MiB beside the heap, and the whole process may take 50 MiB")
                .contains("-Dorg.bytedeco.javacpp.maxphysicalbytes=140m")
                .contains("spark.executor.extraJavaOptions");
    }

    @Test
    void anOverheadIsHeldAgainstItOnlyWhereItIsEnforced() {
        MemoryNeed large = new MemoryNeed(400 * MIB);
        assertThat(ProcessChecks.all(facts(PLENTY), large)).isEmpty();
        Memory enforced = new Memory(1024 * MIB, 1408 * MIB, 384 * MIB, true, 16_384 * MIB);
        assertThat(ProcessChecks.all(facts(enforced), SMALL)).isEmpty();
        assertThat(refusal(facts(enforced), large))
                .contains("more than 384 MiB. Set spark.executor.memoryOverhead to at least 800m.");
    }

    @Test
    void aBoundThatTheClusterManagerForestallsIsAWarning() {
        for (long bound : new long[] {4096 * MIB, 0}) {
            Memory late = new Memory(1024 * MIB, bound, 384 * MIB, true, 16_384 * MIB);
            assertThat(warning(facts(late), SMALL))
                    .contains("processes that take more than 1.4 GiB with their heap")
                    .contains("maxphysicalbytes=1408m to spark.executor.extraJavaOptions");
        }
    }

    @Test
    void aHeapThatLeavesNoRoomIsAWarning() {
        MemoryNeed need = new MemoryNeed(100 * MIB);
        Memory small = new Memory(2000 * MIB, 8000 * MIB, 384 * MIB, false, 2048 * MIB);
        assertThat(warning(facts(small), need)).contains("more than the 2.0 GiB");
        Memory bound = new Memory(2000 * MIB, 2048 * MIB, 384 * MIB, false, 8000 * MIB);
        assertThat(warning(facts(bound), need)).contains("maxphysicalbytes");
        Memory unbound = new Memory(2000 * MIB, 0, 384 * MIB, false, 8000 * MIB);
        assertThat(ProcessChecks.all(facts(unbound), need)).isEmpty();
    }

    @Test
    void moreThreadsThanCoresAreAWarning() {
        ProcessFacts facts =
                new ProcessFacts("driver", true, 1, PLENTY, List.of(), 8, 2, "linux-x86_64", null, null, null);
        assertThat(warning(facts, SMALL))
                .contains("8 threads and a task has 2 core(s)")
                .contains("OMP_NUM_THREADS to 2");
    }

    private static String refusal(ProcessFacts facts, MemoryNeed need) {
        return one(facts, need, true);
    }

    private static String warning(ProcessFacts facts, MemoryNeed need) {
        return one(facts, need, false);
    }

    private static String one(ProcessFacts facts, MemoryNeed need, boolean refused) {
        List<Finding> findings = ProcessChecks.all(facts, need);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).refused()).isEqualTo(refused);
        assertThat(findings.get(0).problem().exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(findings.get(0).text().lines()).hasSize(1);
        return findings.get(0).text();
    }

    private static ProcessFacts facts(Memory memory) {
        return slots(memory, 1);
    }

    private static ProcessFacts slots(Memory memory, int slots) {
        return new ProcessFacts(
                "executor 0 on host-a", false, slots, memory, List.of(), 1, 1, "linux-x86_64", null, null, null);
    }
}
