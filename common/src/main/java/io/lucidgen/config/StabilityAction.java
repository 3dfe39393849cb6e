package io.lucidgen.config;

/** What a run does when a monitor says that training goes wrong. */
public enum StabilityAction {
    /** It says so and goes on. */
    LOG,
    /** It goes on with a lower learning rate. */
    LOWER_RATE,
    /** It goes back to its last checkpoint without doubts, and on from there with a lower learning rate. */
    ROLL_BACK,
    /** It ends, and its last checkpoint without doubts stays. */
    END;

    /** Whether the run may have to go back to a checkpoint. */
    public boolean goesBack() {
        return this == ROLL_BACK || this == END;
    }

    /** Whether the learning rate becomes lower. */
    boolean lowersRate() {
        return this == LOWER_RATE || this == ROLL_BACK;
    }
}
