/** What is looked at before the first round: whether driver and executors can do the work, and do it right. */
package io.lucidgen.jobs.preflight;
