package io.lucidgen.jobs.preflight;

import io.lucidgen.error.UserException;

/**
 * Something that is not as it should be.
 *
 * @param refused whether the run cannot go on; otherwise it can, at a cost that the text states
 */
record Finding(boolean refused, UserException problem) {

    static Finding refusal(UserException problem) {
        return new Finding(true, problem);
    }

    static Finding warning(UserException problem) {
        return new Finding(false, problem);
    }

    String text() {
        return problem.getMessage();
    }
}
