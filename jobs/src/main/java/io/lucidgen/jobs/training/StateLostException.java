package io.lucidgen.jobs.training;

import java.util.Collection;

/** No process has some pieces of a state any more. */
final class StateLostException extends Exception {
    private static final long serialVersionUID = 1L;

    StateLostException(Collection<Integer> pieces) {
        super("the pieces " + pieces + " of the averaged state were lost with their executors");
    }
}
