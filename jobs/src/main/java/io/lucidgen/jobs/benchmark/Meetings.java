package io.lucidgen.jobs.benchmark;

import io.lucidgen.jobs.spark.PartitionJob;
import io.lucidgen.jobs.spark.Rendezvous;
import io.lucidgen.jobs.spark.RendezvousPoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * What it costs workers to wait for one another at the driver, with nothing else to do. Two tasks stand for any number of
 * workers, as threads.
 */
final class Meetings {

    private static final int TASKS = 2;
    private static final double NANOS_PER_MILLISECOND = 1e6;
    // The size of what a worker says of its part of a round.
    private static final int BYTES = 500;

    private Meetings() {}

    /** Milliseconds of a meeting, one for each; the first ones are left out, in which the code is compiled. */
    static Spread milliseconds(JavaSparkContext spark, int workers, int meetings) throws Exception {
        List<Double> milliseconds = new ArrayList<>();
        try (Rendezvous rendezvous = new Rendezvous(workers);
                PartitionJob<Boolean> job = PartitionJob.submit(
                        spark.parallelize(IntStream.range(0, TASKS).boxed().toList(), TASKS)
                                .mapPartitions(new Members(rendezvous.point(), workers / TASKS, meetings)),
                        IntStream.range(0, TASKS).boxed().toList())) {
            long began = System.nanoTime();
            for (int i = 0; i < meetings; i++) {
                while (rendezvous.poll().isEmpty()) {
                    if (rendezvous.isBroken() || job.isOver()) {
                        throw new IllegalStateException("the meetings of " + workers + " workers broke off");
                    }
                }
                rendezvous.letGo(true);
                long now = System.nanoTime();
                milliseconds.add((now - began) / NANOS_PER_MILLISECOND);
                began = now;
            }
            while (!job.left().isEmpty()) {
                job.poll();
            }
        }
        return Spread.of(milliseconds.subList(meetings / 2, meetings));
    }

    /** Some members, a thread each. */
    record Members(RendezvousPoint point, int members, int meetings)
            implements FlatMapFunction<Iterator<Integer>, Boolean> {

        @Override
        public Iterator<Boolean> call(Iterator<Integer> nothing) throws ExecutionException, InterruptedException {
            int first = TaskContext.getPartitionId() * members;
            ExecutorService threads = Executors.newFixedThreadPool(members);
            try {
                List<Future<?>> visits = new ArrayList<>();
                for (int member = first; member < first + members; member++) {
                    RendezvousPoint.Visitor visitor = point.visitor(member);
                    visits.add(threads.submit(() -> {
                        for (int i = 0; i < meetings; i++) {
                            visitor.meet(new byte[BYTES]);
                        }
                    }));
                }
                for (Future<?> visit : visits) {
                    visit.get();
                }
            } finally {
                threads.shutdownNow();
            }
            return List.of(true).iterator();
        }
    }
}
