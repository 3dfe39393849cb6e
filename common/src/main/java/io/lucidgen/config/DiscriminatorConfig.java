package io.lucidgen.config;

import java.io.Serializable;
import java.util.List;

/**
 * What becomes of the workers' discriminators.
 *
 * @param perWorker whether each worker keeps one of its own, which is not averaged
 * @param swapEvery rounds after which each is handed on to the next worker, at least 0; 0: it stays
 */
public record DiscriminatorConfig(boolean perWorker, int swapEvery) implements Serializable {

    /** One that is averaged like everything else. */
    public static final DiscriminatorConfig AVERAGED = new DiscriminatorConfig(false, 0);

    /** Settings that have a meaning only where workers keep discriminators. */
    static final List<String> PER_WORKER_ONLY = List.of("swap-every");

    /** @throws IllegalArgumentException when a setting is out of its range */
    public DiscriminatorConfig {
        new Problems().atLeast("swap-every", swapEvery, 0).refuse();
    }
}
