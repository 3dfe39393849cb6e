/** Explains samples of a checkpoint and scores the explanations, into the tables {@code explanations} and {@code explanation_scores}. */
package io.lucidgen.jobs.explanation;
