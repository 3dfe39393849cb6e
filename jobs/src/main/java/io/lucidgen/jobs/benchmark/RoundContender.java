package io.lucidgen.jobs.benchmark;

import io.lucidgen.jobs.training.TrialRounds;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rounds on the cluster; remembers what each measurement of them said. */
final class RoundContender implements Contender, AutoCloseable {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final TrialRounds rounds;
    private final int count;
    private final List<TrialRounds.Outcome> outcomes = new ArrayList<>();

    /** @param count rounds of a measurement, at least 1 */
    RoundContender(TrialRounds rounds, int count) {
        this.rounds = rounds;
        this.count = count;
    }

    /** Works without being measured, so that the executors' code is compiled. */
    void warmUp(int warmUpRounds) throws Exception {
        rounds.run(warmUpRounds);
    }

    @Override
    public double samplesPerSecond() throws Exception {
        // The first round after others had the executors has to set up its trainers and its state again.
        rounds.run(1);
        TrialRounds.Outcome outcome = rounds.run(count);
        outcomes.add(outcome);
        rounds.rest();
        return outcome.examples() / outcome.seconds();
    }

    /** Milliseconds of a round. */
    Spread milliseconds() {
        return Spread.of(outcomes.stream()
                .map(outcome -> outcome.seconds() / count * MILLIS_PER_SECOND)
                .toList());
    }

    long bytesPerRound() {
        return outcomes.get(0).bytesPerRound();
    }

    /** Milliseconds of each part of a round that is told apart. */
    SortedMap<String, Spread> parts() {
        SortedMap<String, Spread> parts = new TreeMap<>();
        for (String part : outcomes.get(0).milliseconds().keySet()) {
            parts.put(
                    part,
                    Spread.of(outcomes.stream()
                            .map(outcome -> outcome.milliseconds().get(part))
                            .toList()));
        }
        return parts;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
