package io.lucidgen.jobs.preflight;

import io.lucidgen.jobs.spark.GpuLease;
import io.lucidgen.network.NativeBackend;
import io.lucidgen.network.ProductCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/** What a process can find out about itself. */
final class Examination {
    private static final String OPENS = "--add-opens=";

    private Examination() {}

    /** @param rootFault what is wrong with the root here */
    static ProcessFacts ofThisProcess(
            String name, boolean driver, int slots, SparkConf conf, Optional<String> rootFault) {
        return new ProcessFacts(
                name,
                driver,
                slots,
                Memory.here(conf),
                closedPackages(),
                NativeBackend.threadsPerCall(),
                conf.getInt("spark.task.cpus", 1),
                NativeBackend.build(),
                ProductCheck.fault().orElse(null),
                rootFault.orElse(null),
                GpuLease.fault().orElse(null));
    }

    /** The packages, as {@code module/package}, that Spark's own list of Java options opens and this process has not. */
    static List<String> closedPackages() {
        return Arrays.stream(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+"))
                .filter(option -> option.startsWith(OPENS))
                .map(option -> option.substring(OPENS.length(), option.indexOf('=', OPENS.length())))
                .filter(name -> !isOpen(name.substring(0, name.indexOf('/')), name.substring(name.indexOf('/') + 1)))
                .toList();
    }

    private static boolean isOpen(String module, String packageName) {
        // A Java that has not got the module, or no longer the package, has nothing to open.
        return ModuleLayer.boot()
                .findModule(module)
                .filter(found -> found.getPackages().contains(packageName))
                .map(found -> found.isOpen(packageName, Examination.class.getModule()))
                .orElse(true);
    }
}
