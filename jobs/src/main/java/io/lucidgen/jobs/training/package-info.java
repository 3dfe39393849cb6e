/** Trains models by parameter averaging: a job, its loop over rounds, and what executors do in a round. */
package io.lucidgen.jobs.training;
