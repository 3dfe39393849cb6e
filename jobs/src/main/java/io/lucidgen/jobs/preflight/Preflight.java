package io.lucidgen.jobs.preflight;

import io.lucidgen.data.ShardPlan;
import io.lucidgen.jobs.run.JobContext;
import io.lucidgen.jobs.spark.JobDescriptions;
import io.lucidgen.jobs.spark.LiveExecutor;
import io.lucidgen.jobs.spark.LiveExecutors;
import io.lucidgen.model.ModelDefinition;
import io.lucidgen.model.ModelState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.reflect.ClassTag$;

/**
 * Looks, before the first round, at what would make training fail, compute nonsense or crawl: Java options, memory
 * beside the heap, the root as each executor sees it, threads, products of the native code, and the shards' balance.
 *
 * <p>One task on each executor; besides loading the native code, which the first round would do, it takes well under a
 * second. Executors that come later check their products when they first train.
 */
public final class Preflight {
    private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);
    private static final String DRIVER = "driver";
    private static final Duration FIRST_EXECUTOR = Duration.ofSeconds(30);
    private static final Duration OTHER_EXECUTORS = Duration.ofSeconds(1);
    private static final long PAUSE_MS = 20;

    private final JobContext context;
    private final SparkContext spark;
    private final SparkConf conf;

    public Preflight(JobContext context) {
        this.context = context;
        this.spark = context.spark().sparkContext();
        this.conf = spark.getConf();
    }

    /**
     * Looks at driver and executors; tells how much memory each may take and what is wrong, once however many
     * executors it is wrong on.
     *
     * @param folder of the run, under the root
     * @throws io.lucidgen.error.UserException (exit 2) when a process cannot do the work; (exit 3) when its native code
     *     computes wrong products
     */
    public void run(ModelDefinition definition, ModelState state, ShardPlan plan, int batchSize, Path folder)
            throws Exception {
        long began = System.nanoTime();
        SortedMap<String, ProcessFacts> processes;
        try (JobDescriptions named = JobDescriptions.open(
                spark, "preflight", "preflight: a look at every executor before the first round")) {
            processes = examine(new Path(folder, "preflight"), plan.workers());
        }
        MemoryNeed need = MemoryNeed.of(definition, state, batchSize);
        int slots = processes.entrySet().stream()
                .filter(process -> !process.getKey().equals(DRIVER) || processes.size() == 1)
                .mapToInt(process -> process.getValue().slots())
                .sum();
        List<Finding> findings = new ArrayList<>(ShardChecks.all(plan, batchSize, slots));
        for (ProcessFacts facts : processes.values()) {
            LOG.info(
                    "{}: {}; native code {}, {} thread(s) per call",
                    facts.name(),
                    facts.memory(),
                    facts.nativeBuild(),
                    facts.threads());
            findings.addAll(ProcessChecks.all(facts, need));
        }
        report(findings);
        LOG.info(
                "Preflight: {} process(es), {} task slot(s), about {} beside the heap for each; {} ms",
                processes.size(),
                slots,
                Memory.text(need.bytesPerSlot()),
                (System.nanoTime() - began) / 1_000_000);
    }

    private static void report(List<Finding> findings) {
        Set<String> warnings = new LinkedHashSet<>();
        for (Finding finding : findings) {
            if (finding.refused()) {
                throw finding.problem();
            }
            warnings.add(finding.text());
        }
        warnings.forEach(LOG::warn);
    }

    private SortedMap<String, ProcessFacts> examine(Path folder, int workers) throws Exception {
        RootProbe probe = new RootProbe(folder.toString(), UUID.randomUUID().toString());
        var hadoop = context.files().getConf();
        List<LiveExecutor> executors = executors(workers);
        Map<String, Integer> slots = new HashMap<>();
        Map<String, String> hosts = new HashMap<>();
        for (LiveExecutor executor : executors) {
            slots.put(executor.id(), slots(executor));
            hosts.put(executor.id(), executor.host());
        }
        SortedMap<String, ProcessFacts> processes = new TreeMap<>();
        try {
            processes.put(DRIVER, Examination.ofThisProcess(DRIVER, true, 1, conf, probe.leave(hadoop)));
            if (processes.get(DRIVER).rootFault() != null) {
                return processes;
            }
            for (Tuple2<String, ProcessFacts> found : tasks(executors)
                    .mapPartitions(new ExamineExecutor(slots, hosts, probe, new SerializableConfiguration(hadoop)))
                    .collect()) {
                // The driver of a local master is its own executor.
                processes.put(found._1(), found._2());
                if (found._2().rootFault() == null) {
                    probe.heard(found._1(), hadoop)
                            .ifPresent(fault ->
                                    processes.put(found._1(), found._2().withRootFault(fault)));
                }
            }
            return processes;
        } finally {
            probe.clear(hadoop);
        }
    }

    /**
     * The executors: a session is open before its first executor is there, without which nothing runs; the others, if
     * the workers need them, get a moment to follow it.
     */
    private List<LiveExecutor> executors(int workers) throws InterruptedException {
        if (spark.isLocal()) {
            return LiveExecutors.now();
        }
        await(FIRST_EXECUTOR, 1);
        await(OTHER_EXECUTORS, workers);
        return LiveExecutors.now();
    }

    private void await(Duration patience, int wanted) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (LiveExecutors.now().stream().mapToInt(this::slots).sum() < wanted && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE_MS);
        }
    }

    private int slots(LiveExecutor executor) {
        return Math.max(1, executor.cores() / conf.getInt("spark.task.cpus", 1));
    }

    /** A task for each executor, at home there; where they are not known, one for each slot. */
    private JavaRDD<Integer> tasks(List<LiveExecutor> executors) {
        if (executors.isEmpty()) {
            int slots = Math.max(1, spark.defaultParallelism());
            return JavaSparkContext.fromSparkContext(spark)
                    .parallelize(IntStream.range(0, slots).boxed().toList(), slots);
        }
        List<Tuple2<Integer, Seq<String>>> atHome = new ArrayList<>();
        for (int i = 0; i < executors.size(); i++) {
            atHome.add(new Tuple2<>(i, seq(List.of(executors.get(i).location()))));
        }
        return spark.makeRDD(seq(atHome), ClassTag$.MODULE$.<Integer>apply(Integer.class))
                .toJavaRDD();
    }

    private static <T> Seq<T> seq(List<T> list) {
        return JavaConverters.asScalaBufferConverter(list).asScala().toList();
    }
}
