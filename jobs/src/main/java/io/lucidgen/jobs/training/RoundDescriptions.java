package io.lucidgen.jobs.training;

/** Names the Spark jobs of a round for the Spark UI. */
@FunctionalInterface
interface RoundDescriptions {

    /**
     * Names the jobs that this thread starts until the result is closed.
     *
     * @param round from 1
     * @param phase what is done in it
     */
    Scope open(long round, String phase);

    /** Tells of a round that is complete, so that later names can give its figures. */
    default void after(RoundOutcome outcome) {}

    /** A name for the time being. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
