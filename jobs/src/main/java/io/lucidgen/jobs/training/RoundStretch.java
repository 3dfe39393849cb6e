package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockHome;
import io.lucidgen.jobs.spark.LiveExecutor;
import io.lucidgen.jobs.spark.LiveExecutors;
import io.lucidgen.jobs.spark.PartitionJob;
import io.lucidgen.jobs.spark.Rendezvous;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;

/**
 * Several rounds in one Spark job: the workers stay in their tasks, hand their pieces to one another, and wait for one
 * another at the driver, which sees the accounts of each round as it is done.
 *
 * <p>It does what as many {@link AveragingRound}s do, to the bit, without two jobs to start for each. All workers must run
 * at the same time. It gets over nothing: as soon as anything is not as it should be it breaks off after the last whole
 * round, whose blocks are still there, and rounds one by one go on from it.
 */
final class RoundStretch implements AutoCloseable {

    private static final Duration TO_COME_TOGETHER = Duration.ofSeconds(10);

    private final StretchPlan stretch;
    private final Rendezvous rendezvous;
    private final PartitionJob<Boolean> job;
    private final RoundDescriptions.Scope named;
    private final Stopwatch watch = Stopwatch.start();
    private RoundStart at;
    private int done;
    private List<BlockHome> homes = List.of();

    private RoundStretch(
            StretchPlan stretch, Rendezvous rendezvous, PartitionJob<Boolean> job, RoundDescriptions.Scope named) {
        this.stretch = stretch;
        this.rendezvous = rendezvous;
        this.job = job;
        this.named = named;
        this.at = stretch.start();
    }

    /** Has the workers begin. */
    static RoundStretch begin(StretchPlan stretch, ShardSource shards, RoundDescriptions descriptions) {
        int workers = stretch.start().cursors().size();
        Rendezvous rendezvous = new Rendezvous(workers);
        RoundDescriptions.Scope named = descriptions.open(
                stretch.start().counters().rounds() + 1,
                "train and average, with the " + (stretch.rounds() - 1) + " after it");
        try {
            PartitionJob<Boolean> job = PartitionJob.submit(
                    shards.at(stretch.start().cursors(), stretch.rounds())
                            .mapPartitions(new StretchWorker(stretch, rendezvous.point()), true),
                    IntStream.range(0, workers).boxed().toList());
            return new RoundStretch(stretch, rendezvous, job, named);
        } catch (RuntimeException e) {
            rendezvous.close();
            named.close();
            throw e;
        }
    }

    /** Whether all rounds are done. */
    boolean isOver() {
        return done == stretch.rounds();
    }

    /** The next round, as soon as it is done; empty when the stretch broke off before. */
    Optional<RoundOutcome> next() throws SparkException, InterruptedException {
        if (homes.isEmpty() && !comeTogether()) {
            return Optional.empty();
        }
        SortedMap<Integer, WorkerSummary> workers = new TreeMap<>();
        Optional<List<WorkerSummary>> summaries = await(WorkerSummary.class);
        summaries.ifPresent(all -> all.forEach(summary -> workers.put(summary.worker(), summary)));
        if (summaries.isEmpty() || !workers.values().stream().allMatch(WorkerSummary::finite)) {
            return Optional.empty();
        }
        rendezvous.letGo(true);
        Optional<List<List<PieceSummary>>> tasks = await(List.class).map(RoundStretch::accounts);
        SortedMap<Integer, PieceSummary> means = new TreeMap<>();
        tasks.ifPresent(all -> all.forEach(task -> task.forEach(piece -> means.put(piece.piece(), piece))));
        if (tasks.isEmpty() || !means.values().stream().allMatch(PieceSummary::there)) {
            return Optional.empty();
        }
        rendezvous.letGo(true);
        RoundOutcome outcome = new RoundAccount(stretch.task(), stretch.plan(), at, workers)
                .outcome(
                        stretch.groups(done),
                        Set.of(),
                        means,
                        RoundCost.of(watch.lap(), workers.values(), tasks.get()));
        at = outcome.next();
        done++;
        if (isOver()) {
            settle();
        }
        return Optional.of(outcome);
    }

    @SuppressWarnings("unchecked")
    private static List<List<PieceSummary>> accounts(List<?> brought) {
        return (List<List<PieceSummary>>) brought;
    }

    private boolean comeTogether() throws InterruptedException {
        Optional<List<BlockHome>> all = await(BlockHome.class);
        if (all.isEmpty()) {
            return false;
        }
        homes = all.get();
        rendezvous.letGo(new ArrayList<>(homes));
        return true;
    }

    /** What all workers bring to the next meeting; empty when not all will come. */
    private <T> Optional<List<T>> await(Class<T> kind) throws InterruptedException {
        Optional<List<Object>> brought = rendezvous.poll();
        while (brought.isEmpty()) {
            if (rendezvous.isBroken() || job.isOver() || isSomeoneGone()) {
                return Optional.empty();
            }
            brought = rendezvous.poll();
        }
        return Optional.of(brought.get().stream().map(kind::cast).toList());
    }

    private boolean isSomeoneGone() {
        if (homes.isEmpty()) {
            return watch.seconds() > TO_COME_TOGETHER.toSeconds();
        }
        Set<String> alive = LiveExecutors.now().stream().map(LiveExecutor::id).collect(Collectors.toSet());
        return !homes.stream().allMatch(home -> alive.contains(home.executor()));
    }

    /** Waits for the tasks to end, so that their slots are free. */
    private void settle() throws SparkException, InterruptedException {
        while (!job.left().isEmpty()) {
            job.poll();
        }
    }

    /** Sends the workers away. */
    @Override
    public void close() {
        rendezvous.close();
        job.close();
        named.close();
    }
}
