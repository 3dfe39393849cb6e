package io.lucidgen.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Processes that train at the same time; what they get done is added up. */
final class PeerGroup implements Contender, AutoCloseable {

    private final List<PeerProcess> members;
    private final int steps;
    private final int batch;

    /**
     * Waits until all members are ready.
     *
     * @param steps of each member in one measurement
     * @param batch samples of a step of a member
     */
    PeerGroup(List<PeerProcess> members, int steps, int batch) {
        this.members = List.copyOf(members);
        this.steps = steps;
        this.batch = batch;
        members.forEach(PeerProcess::awaitReady);
    }

    @Override
    public double samplesPerSecond() {
        members.forEach(member -> member.ask(steps));
        double rate = 0;
        for (PeerProcess member : members) {
            rate += steps * batch / member.seconds();
        }
        return rate;
    }

    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        for (PeerProcess member : members) {
            try {
                member.close();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        failures.stream().findFirst().ifPresent(first -> {
            throw first;
        });
    }
}
