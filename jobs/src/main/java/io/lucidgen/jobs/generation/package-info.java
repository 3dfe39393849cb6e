/** Draws samples from a checkpoint, into the table {@code samples}. */
package io.lucidgen.jobs.generation;
