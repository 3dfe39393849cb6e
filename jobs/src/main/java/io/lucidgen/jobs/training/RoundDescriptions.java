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

    /** A name for the time being. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
