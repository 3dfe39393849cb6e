package io.lucidgen.jobs.preflight;

import io.lucidgen.error.UserException;
import io.lucidgen.network.ProductCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What makes a process unfit for training, or slow at it; functions of what it found out about itself. */
final class ProcessChecks {
    private ProcessChecks() {}

    static List<Finding> all(ProcessFacts facts, MemoryNeed need) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(javaOptions(facts));
        findings.addAll(root(facts));
        findings.addAll(gpu(facts));
        findings.addAll(products(facts));
        findings.addAll(memory(facts, need));
        findings.addAll(threads(facts));
        return findings;
    }

    static List<Finding> javaOptions(ProcessFacts facts) {
        if (facts.closedPackages().isEmpty()) {
            return List.of();
        }
        String options = facts.closedPackages().stream()
                .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
                .collect(Collectors.joining(" "));
        return List.of(Finding.refusal(UserException.usage(
                "start training",
                "process",
                facts.name(),
                "Java keeps packages closed to it that Spark reaches into",
                "Start it by spark-submit, or add to its Java options (" + settingOfOptions(facts) + "): " + options)));
    }

    static List<Finding> root(ProcessFacts facts) {
        if (facts.rootFault() == null) {
            return List.of();
        }
        return List.of(Finding.refusal(UserException.usage(
                "start training",
                "process",
                facts.name(),
                facts.rootFault(),
                "Set root to a folder that the driver and every executor can read and write, such as one on HDFS")));
    }

    static List<Finding> gpu(ProcessFacts facts) {
        return facts.gpuFault() == null ? List.of() : List.of(Finding.refusal(facts.gpuFault()));
    }

    static List<Finding> products(ProcessFacts facts) {
        return facts.wrongProduct() == null
                ? List.of()
                : List.of(Finding.refusal(
                        ProductCheck.refusal(facts.nativeBuild() + " in " + facts.name(), facts.wrongProduct())));
    }

    static List<Finding> memory(ProcessFacts facts, MemoryNeed need) {
        Memory memory = facts.memory();
        long needed = need.bytes(facts.slots());
        String wants = "training needs about " + Memory.text(needed) + " beside the heap";
        if (memory.resident() > 0 && needed > memory.resident()) {
            return List.of(Finding.refusal(UserException.usage(
                    "start training",
                    "process",
                    facts.name(),
                    wants + ", and the whole process may take " + Memory.text(memory.resident()),
                    "Add -Dorg.bytedeco.javacpp.maxphysicalbytes="
                            + Memory.mebibytes(memory.heap() + 2 * needed) + "m to its Java options ("
                            + settingOfOptions(facts) + "), or give each executor fewer cores")));
        }
        if (!facts.driver() && memory.overheadEnforced() && needed > memory.overhead()) {
            return List.of(Finding.refusal(UserException.usage(
                    "start training",
                    "process",
                    facts.name(),
                    wants + ", and the cluster manager ends processes that take more than "
                            + Memory.text(memory.overhead()),
                    "Set spark.executor.memoryOverhead to at least " + Memory.mebibytes(2 * needed) + "m")));
        }
        List<Finding> findings = new ArrayList<>();
        long container = memory.heap() + memory.overhead();
        if (!facts.driver() && memory.overheadEnforced() && (memory.resident() == 0 || memory.resident() > container)) {
            findings.add(Finding.warning(UserException.usage(
                    "keep to spark.executor.memoryOverhead",
                    "process",
                    facts.name(),
                    "nothing stops it before the cluster manager, which ends processes that take more than "
                            + Memory.text(container) + " with their heap",
                    "Add -Dorg.bytedeco.javacpp.maxphysicalbytes=" + Memory.mebibytes(container) + "m to "
                            + settingOfOptions(facts) + ", so that arrays are refused with a message instead")));
        }
        long smaller = Math.min(memory.machine(), memory.resident() > 0 ? memory.resident() : Long.MAX_VALUE);
        if (memory.heap() + needed > smaller) {
            findings.add(Finding.warning(UserException.usage(
                    "use the whole heap",
                    "process",
                    facts.name(),
                    wants + ", which with the heap of " + Memory.text(memory.heap()) + " is more than the "
                            + Memory.text(smaller) + " that the process may take",
                    "Lower spark.executor.memory or spark.driver.memory, or raise"
                            + " -Dorg.bytedeco.javacpp.maxphysicalbytes on a machine that has more")));
        }
        return findings;
    }

    static List<Finding> threads(ProcessFacts facts) {
        if (facts.threads() <= facts.taskCores()) {
            return List.of();
        }
        return List.of(Finding.warning(UserException.usage(
                "keep each task to its cores",
                "process",
                facts.name(),
                "a native call takes " + facts.threads() + " threads and a task has " + facts.taskCores()
                        + " core(s), so that tasks wait for each other",
                "Set OMP_NUM_THREADS and spark.executorEnv.OMP_NUM_THREADS to " + facts.taskCores()
                        + ", or spark.task.cpus to " + facts.threads())));
    }

    private static String settingOfOptions(ProcessFacts facts) {
        return facts.driver() ? "--driver-java-options" : "spark.executor.extraJavaOptions";
    }
}
