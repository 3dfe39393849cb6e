package io.lucidgen.training.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The monitors of a run, and their patience with it. Like them it is a function of the measurements alone.
 *
 * <p>Not for use by several threads at once.
 */
public final class StabilityMonitors {

    /**
     * A monitor and when it is heard.
     *
     * @param patience how often in a row it must find something bad for an alarm, at least 1; after an alarm it is
     *     counted anew
     * @param after the last local step whose findings are passed over, because training has only begun
     */
    public record Watch(Monitor monitor, int patience, long after) {

        public Watch {
            if (patience < 1) {
                throw new IllegalArgumentException("A patience of " + patience + " is none");
            }
        }
    }

    private final List<Watch> watches;
    private final int[] inARow;
    private final boolean[] bad;
    private final NavigableSet<Long> doubtful = new TreeSet<>();

    public StabilityMonitors(List<Watch> watches) {
        this.watches = List.copyOf(watches);
        this.inARow = new int[watches.size()];
        this.bad = new boolean[watches.size()];
    }

    /** Shows the next round to all monitors; gives the alarms that it leads to. */
    public List<Alarm> look(Measurement measurement) {
        List<Alarm> alarms = new ArrayList<>();
        boolean doubts = false;
        for (int i = 0; i < watches.size(); i++) {
            Optional<Finding> finding = watches.get(i).monitor().look(measurement);
            if (finding.isPresent() && measurement.step() > watches.get(i).after()) {
                count(i, measurement.round(), finding.get()).ifPresent(alarms::add);
            }
            doubts |= bad[i];
        }
        if (doubts) {
            doubtful.add(measurement.round());
        }
        return alarms;
    }

    private Optional<Alarm> count(int i, long round, Finding finding) {
        bad[i] = finding.bad();
        inARow[i] = finding.bad() ? inARow[i] + 1 : 0;
        if (inARow[i] < watches.get(i).patience()) {
            return Optional.empty();
        }
        int times = inARow[i];
        inARow[i] = 0;
        return Optional.of(new Alarm(watches.get(i).monitor().name(), round, finding.value(), times, finding.text()));
    }

    /** Whether no monitor had anything against a round, going by the last that it found. */
    public boolean isGood(long round) {
        return !doubtful.contains(round);
    }
}
