package io.lucidgen.jobs.training;

import io.lucidgen.error.UserException;
import io.lucidgen.jobs.spark.ExecutorBlocks;
import io.lucidgen.jobs.spark.PartitionJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * One round of parameter averaging in two Spark jobs: local steps on every shard, then the weighted mean.
 *
 * <p>Executors hand the state to one another in pieces and keep the mean; the driver sees accounts of it only. Each piece
 * is averaged in the order of the workers, so the bits depend neither on which task finished first nor on where it ran or
 * whether it ran again. Of E executors each sends and receives about 2 (E - 1) / E states a round, with one worker on
 * each; what a round costs does not grow with the data.
 */
final class AveragingRound {

    // As often as Spark lets a task fail by default.
    private static final int ATTEMPTS = 4;

    private final JavaSparkContext spark;
    private final ShardSource shards;
    private final LocalTask task;
    private final PiecePlan plan;
    private final RoundDescriptions descriptions;

    /** Prepares the rounds of a run. */
    AveragingRound(
            JavaSparkContext spark,
            ShardSource shards,
            LocalTask task,
            PiecePlan plan,
            RoundDescriptions descriptions) {
        this.spark = spark;
        this.shards = shards;
        this.task = task;
        this.plan = plan;
        this.descriptions = descriptions;
    }

    PiecePlan plan() {
        return plan;
    }

    /** How many rounds to do in one go. */
    RoundPace pace() {
        return new RoundPace(task, spark.getConf());
    }

    /**
     * Begins several rounds in one go.
     *
     * @param kept groups of blocks that executors are to keep besides those of these rounds
     * @param wholeAfter for each round whether the driver will ask for the state after it
     */
    RoundStretch begin(RoundStart start, Set<Long> kept, List<Boolean> wholeAfter) {
        return RoundStretch.begin(StretchPlan.of(task, plan, start, kept, wholeAfter), shards, descriptions);
    }

    /** Tells those who watch of a round that is complete. */
    void completed(RoundOutcome outcome) {
        descriptions.after(outcome);
    }

    /** Whether the moments are ever part of what workers share. */
    boolean sharesMoments() {
        return task.carriesMoments();
    }

    /**
     * Runs a round.
     *
     * @param kept groups of blocks that executors are to keep besides those of this round
     * @param without workers that the round does without from the start
     * @param rule which others it may go on without
     * @param wholeAfter whether the driver will ask for the state after it
     * @throws StateLostException when executors were lost that alone had a part of the state
     * @throws UserException (exit 6) when no worker came to finite numbers
     */
    RoundOutcome run(RoundStart start, Set<Long> kept, Set<Integer> without, StragglerRule rule, boolean wholeAfter)
            throws StateLostException, SparkException, InterruptedException {
        Stopwatch watch = Stopwatch.start();
        long made = ExecutorBlocks.newGroup();
        RoundGroups groups = new RoundGroups(made, ExecutorBlocks.newGroup(), wholeAfter);
        Set<Long> needed = new TreeSet<>(kept);
        needed.addAll(start.groups());
        needed.addAll(List.of(made, groups.averaged()));
        List<Integer> pieces = plan.averaged(task.averagesMoments(wholeAfter));
        ExecutorBlocks.retain(made, needed);
        SortedMap<Integer, WorkerSummary> workers = new TreeMap<>();
        RoundAccount account = new RoundAccount(task, plan, start, workers);
        SortedMap<Integer, PieceSummary> means = new TreeMap<>();
        List<List<PieceSummary>> tasks = new ArrayList<>();
        Set<Integer> leftOut = new TreeSet<>(without);
        Set<Integer> wanted = IntStream.range(0, start.cursors().size())
                .boxed()
                .filter(worker -> !without.contains(worker))
                .collect(Collectors.toCollection(TreeSet::new));
        StragglerRule patience = rule;
        for (int attempt = 0; !means.keySet().containsAll(pieces); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new SparkException("What workers " + wanted + " made of round " + number(start)
                        + " was lost with their executors " + ATTEMPTS + " times in a row");
            }
            workers.keySet().removeAll(wanted);
            leftOut.addAll(train(start, wanted, patience, made, needed, workers));
            // Who is in the mean is settled; those whose part was lost are waited for.
            patience = StragglerRule.WAIT_FOR_ALL;
            List<List<PieceSummary>> now = average(
                    pieces,
                    new PieceAverager(task, plan, start, made, account.contributions(), groups.averaged()),
                    means);
            wanted = new TreeSet<>(now.stream()
                    .flatMap(List::stream)
                    .flatMap(piece -> piece.missing().stream())
                    .toList());
            tasks.addAll(now);
        }
        RoundCost cost = RoundCost.of(watch.seconds(), workers.values(), tasks);
        return account.outcome(groups, leftOut, means, cost);
    }

    /** Has workers do their steps and adds their accounts; gives those that it went on without. */
    private Set<Integer> train(
            RoundStart start,
            Set<Integer> wanted,
            StragglerRule rule,
            long made,
            Set<Long> needed,
            SortedMap<Integer, WorkerSummary> workers)
            throws StateLostException, SparkException, InterruptedException {
        Set<Integer> left = new TreeSet<>(wanted);
        Set<Integer> leftOut = new TreeSet<>();
        while (!left.isEmpty()) {
            RoundStart known = start.alsoAt(RoundAccount.homes(workers));
            Set<Integer> missing = new TreeSet<>();
            try (RoundDescriptions.Scope named = descriptions.open(number(start), "train")) {
                JavaRDD<WorkerSummary> summaries = shards.at(start.cursors(), 1)
                        .mapPartitions(new ShardWorker(task, plan, known, made, needed), true);
                List<Integer> partitions = List.copyOf(left);
                try (PartitionJob<WorkerSummary> job = rule.on()
                        ? PartitionJob.timed(summaries, partitions)
                        : PartitionJob.submit(summaries, partitions)) {
                    while (!job.left().isEmpty()) {
                        job.poll().ifPresent(summary -> {
                            missing.addAll(summary.missing());
                            if (summary.missing().isEmpty()) {
                                workers.put(summary.worker(), summary);
                                left.remove(summary.worker());
                            }
                        });
                        if (rule.goOnWithout(start.cursors().size(), workers.size(), job)) {
                            leftOut.addAll(job.left());
                            left.removeAll(job.left());
                            break;
                        }
                    }
                }
            }
            // Those that had the pieces in time are asked before they are given up.
            if (!left.isEmpty() && start.alsoAt(RoundAccount.homes(workers)).equals(known)) {
                throw new StateLostException(missing);
            }
        }
        return leftOut;
    }

    private List<List<PieceSummary>> average(
            List<Integer> pieces, PieceAverager averager, SortedMap<Integer, PieceSummary> means)
            throws StateLostException, SparkException, InterruptedException {
        List<List<Integer>> dealt = plan.deal(
                pieces.stream().filter(piece -> !means.containsKey(piece)).toList(), spark.defaultParallelism());
        List<List<PieceSummary>> accounts = new ArrayList<>();
        try (RoundDescriptions.Scope named = descriptions.open(number(averager.start()), "average")) {
            JavaRDD<List<PieceSummary>> averages =
                    spark.parallelize(dealt, dealt.size()).mapPartitions(averager);
            List<Integer> partitions = IntStream.range(0, dealt.size()).boxed().toList();
            try (PartitionJob<List<PieceSummary>> job = PartitionJob.submit(averages, partitions)) {
                while (!job.left().isEmpty()) {
                    job.poll().ifPresent(accounts::add);
                }
            }
        }
        List<PieceSummary> all = accounts.stream().flatMap(List::stream).toList();
        all.stream().filter(PieceSummary::there).forEach(piece -> means.put(piece.piece(), piece));
        List<Integer> lost =
                all.stream().filter(PieceSummary::lost).map(PieceSummary::piece).toList();
        if (!lost.isEmpty()) {
            throw new StateLostException(lost);
        }
        return accounts;
    }

    private static long number(RoundStart start) {
        return start.counters().rounds() + 1;
    }
}
