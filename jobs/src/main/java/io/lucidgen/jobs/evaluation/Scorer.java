package io.lucidgen.jobs.evaluation;

import java.io.Serializable;

/**
 * A trained classifier whose predictions and features the scores are computed from; it travels to executors.
 *
 * @param card what it is and how good it is
 * @param network the configuration of its network as DL4J writes it in JSON
 * @param parameters all parameters, flat
 */
record Scorer(ScorerCard card, String network, float[] parameters) implements Serializable {}
