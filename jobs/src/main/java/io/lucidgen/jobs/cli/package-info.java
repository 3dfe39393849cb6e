/**
 * The command line: one class for each command, which says what to run and leaves the work to a job.
 *
 * <p>{@link io.lucidgen.jobs.cli.Main} alone prints and exits.
 */
package io.lucidgen.jobs.cli;
