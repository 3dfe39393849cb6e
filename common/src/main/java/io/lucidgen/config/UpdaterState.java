package io.lucidgen.config;

/** What becomes of the optimiser's moments at the end of a round. */
public enum UpdaterState {
    /** They are averaged as the parameters are. */
    AVERAGE,
    /** Each worker keeps its own; they are averaged only where the state is measured or kept. */
    LOCAL,
    /** Each worker begins the next round without any, and its bias corrections count from there. */
    RESET
}
