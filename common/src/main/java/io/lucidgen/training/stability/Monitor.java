package io.lucidgen.training.stability;

import java.util.Optional;

/**
 * Watches for one way in which training goes wrong.
 *
 * <p>What it finds is a function of the measurements that it was shown, in the order of the rounds, and of nothing else:
 * a resumed run that shows it those of before finds the same.
 */
public interface Monitor {

    /** Its name in settings, alarms and the training history. */
    String name();

    /** Looks at the next round; empty where that says nothing to it. */
    Optional<Finding> look(Measurement measurement);
}
