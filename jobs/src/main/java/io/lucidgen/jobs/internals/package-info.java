/**
 * Measures on the executors what the parts of a generator do, into the tables {@code part_effects}, {@code effect_edges} and
 * {@code latent_directions}.
 */
package io.lucidgen.jobs.internals;
