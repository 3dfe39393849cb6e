package io.lucidgen.jobs.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;

/**
 * Where the tasks of a job that run at the same time wait for one another, at the driver: each brings something, and when
 * all have come the driver sees what they brought and lets them go on with one answer for all.
 *
 * <p>Spark's own barrier looks only once a second whether all have come, which is longer than a round may take.
 */
public final class Rendezvous implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 20;
    private static final byte[] SENT_AWAY = {};

    private final RpcEnv env = SparkEnv.get().rpcEnv();
    private final String name = "lucidgen-rendezvous-" + UUID.randomUUID();
    private final RpcCallContext[] waiting;
    private final byte[][] brought;
    private final RpcEndpointRef endpoint;
    private int come;
    private int meeting;
    private boolean broken;

    /** @param members how many tasks meet, numbered from 0 */
    public Rendezvous(int members) {
        waiting = new RpcCallContext[members];
        brought = new byte[members][];
        endpoint = env.setupEndpoint(name, new RendezvousEndpoint(this, env));
    }

    /** The way there, for the tasks. */
    public RendezvousPoint point() {
        return new RendezvousPoint(name);
    }

    /** What was brought, by member, as soon as all have come; empty when some are still missing after a short while. */
    public synchronized Optional<List<Object>> poll() throws InterruptedException {
        if (!complete()) {
            wait(PATIENCE_MILLIS);
        }
        if (!complete()) {
            return Optional.empty();
        }
        List<Object> all = new ArrayList<>();
        for (byte[] one : brought) {
            all.add(Parcel.open(one));
        }
        return Optional.of(all);
    }

    /** Lets all go on to the next meeting. */
    public synchronized void letGo(Serializable answer) {
        replyToAll(Parcel.of(answer));
        meeting++;
    }

    /** Whether a member came out of turn, as a task does that was lost and runs again; the others are sent away. */
    public synchronized boolean isBroken() {
        return broken;
    }

    /** Sends all away, those who wait and those who still come. */
    @Override
    public void close() {
        synchronized (this) {
            breakUp();
        }
        env.stop(endpoint);
    }

    synchronized void arrive(int member, int at, byte[] brings, RpcCallContext from) {
        if (broken || at != meeting || waiting[member] != null) {
            breakUp();
            from.reply(SENT_AWAY);
            return;
        }
        waiting[member] = from;
        brought[member] = brings;
        come++;
        notifyAll();
    }

    private boolean complete() {
        return !broken && come == waiting.length;
    }

    private void breakUp() {
        broken = true;
        replyToAll(SENT_AWAY);
        notifyAll();
    }

    private void replyToAll(byte[] answer) {
        for (RpcCallContext one : waiting) {
            if (one != null) {
                one.reply(answer);
            }
        }
        Arrays.fill(waiting, null);
        Arrays.fill(brought, null);
        come = 0;
    }
}
